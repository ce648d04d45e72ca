import { createServer } from 'node:net';
import { CannotStart } from './cannot-start';

/** One port each, in a row from the first, all of them free; or any free ports when the first is 0. */
export async function choosePorts(first: number, names: readonly string[]): Promise<Map<string, number>> {
  const ports = new Map<string, number>();
  const held: (() => Promise<void>)[] = [];
  for (const [index, name] of names.entries()) {
    const { port, release } = await claim(first === 0 ? 0 : first + index);
    ports.set(name, port);
    held.push(release);
  }
  for (const release of held) await release();
  return ports;
}

function claim(port: number): Promise<{ port: number; release: () => Promise<void> }> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const inUse = `Port ${port} is in use. End the program that holds it, or begin elsewhere: npm start -- --port ${port + 1000}`;
      reject(error.code === 'EADDRINUSE' ? new CannotStart(inUse) : error);
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : port,
        release: () => new Promise<void>((done) => server.close(() => done())),
      });
    });
  });
}
