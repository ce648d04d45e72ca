import { CannotStart } from '../cannot-start';
import { identityConfig } from './config';
import { startIdentity } from './server';

async function main(): Promise<void> {
  const server = await startIdentity(identityConfig(process.env));
  console.log(`Development identity provider: ${server.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
  // A launcher that was killed must not leave it behind, holding the port.
  process.once('disconnect', () => void server.stop());
}

main().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : error);
  process.exit(1);
});
