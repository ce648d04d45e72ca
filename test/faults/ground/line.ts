import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** How a line between a process and its database is: as it should be, slow, silent, or cut. */
export type Condition = 'good' | 'slow' | 'silent' | 'cut';

const DELAY_MS = 40;

/** A small TCP proxy on the line between one process and Postgres. */
export class Line {
  private condition: Condition = 'good';
  private readonly pairs = new Set<readonly [Socket, Socket]>();
  private readonly server: Server;

  private constructor(private readonly target: number) {
    this.server = createServer({ pauseOnConnect: true }, (near) => this.join(near));
  }

  static async to(port: number): Promise<Line> {
    const line = new Line(port);
    await new Promise<void>((resolve, reject) => {
      line.server.once('error', reject).listen(0, '127.0.0.1', resolve);
    });
    return line;
  }

  /** The same connection string, over this line. */
  through(url: string): string {
    return Object.assign(new URL(url), { port: String((this.server.address() as AddressInfo).port) }).href;
  }

  become(condition: Condition): void {
    this.condition = condition;
    for (const [near, far] of this.pairs) {
      if (condition === 'cut') [near, far].forEach((socket) => socket.destroy());
      else if (condition === 'silent') [near, far].forEach((socket) => socket.pause());
      else [near, far].forEach((socket) => socket.resume());
    }
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.become('cut');
    await closed;
  }

  private join(near: Socket): void {
    if (this.condition === 'cut') return void near.destroy();
    const far = connect(this.target, '127.0.0.1');
    const pair = [near, far] as const;
    this.pairs.add(pair);
    for (const [from, to] of [pair, [far, near] as const]) {
      from.setNoDelay(true);
      // An end that breaks off is what a line is tried with; the other end learns it.
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        this.pairs.delete(pair);
      });
      let last = Promise.resolve();
      from.on('data', (chunk) => (last = last.then(() => this.pass(chunk, to))));
    }
    if (this.condition === 'silent') [near, far].forEach((socket) => socket.pause());
    else near.resume();
  }

  private async pass(chunk: Buffer, to: Socket): Promise<void> {
    if (this.condition === 'slow') await pause(DELAY_MS);
    if (!to.destroyed) to.write(chunk);
  }
}
