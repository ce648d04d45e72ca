import { CannotStart } from '../cannot-start';
import { identityConfig } from './config';
import { startIdentity } from './server';

async function main(): Promise<void> {
  const server = await startIdentity(identityConfig(process.env));
  console.log(`Development identity provider: ${server.url}`);
  const end = async (): Promise<void> => {
    await server.stop();
    // The line to the launcher would keep this process alive.
    if (process.connected) process.disconnect();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end());
  // A launcher that was killed must not leave it behind, holding the port.
  process.once('disconnect', () => void end());
}

main().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
});
