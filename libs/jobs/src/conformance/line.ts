import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Line } from './harness';

/** A TCP line to a store: `port` on this machine leads to `target` until it is cut. */
export async function openLine(target: {
  host: string;
  port: number;
}): Promise<Line & { port: number; close(): Promise<void> }> {
  const sockets = new Set<Socket>();
  let server = await listening(0);
  const { port } = server.address() as AddressInfo;

  async function listening(at: number): Promise<Server> {
    const made = createServer((near) => {
      const far = connect(target);
      for (const [socket, counterpart] of [
        [near, far],
        [far, near],
      ] as const) {
        sockets.add(socket);
        socket.on('error', () => counterpart.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          counterpart.destroy();
        });
        socket.pipe(counterpart);
      }
    });
    await new Promise<void>((resolve, reject) => made.once('error', reject).listen(at, '127.0.0.1', resolve));
    return made;
  }

  const cut = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => void server.close(() => resolve()));
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    port,
    cut,
    mend: async () => void (server = await listening(port)),
    close: async () => {
      if (server.listening) await cut();
    },
  };
}
