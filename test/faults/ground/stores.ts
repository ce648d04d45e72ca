import { chmod, mkdir, readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { startKafka } from '../../../deploy/local/kafka';
import { startPostgres } from '../../../deploy/local/postgres';
import { startRedis } from '../../../deploy/local/redis';

/** A started server of a store. */
interface Running {
  readonly pid: number | undefined;
  /** Settles when the process has ended. */
  readonly ended: Promise<string>;
  stop(): Promise<void>;
}

/** A store that can be killed, frozen and started again at the same address with the same data. */
export class Store<Server extends Running = Running> {
  private hasEnded = false;

  private constructor(
    readonly name: string,
    private server: Server,
    private readonly begin: () => Promise<Server>,
  ) {
    this.watch();
  }

  static async start<Server extends Running>(
    name: string,
    begin: () => Promise<Server>,
  ): Promise<Store<Server>> {
    return new Store(name, await begin(), begin);
  }

  get running(): Server {
    return this.server;
  }

  /** Signal 9 to every process of it, as a power cut would end them; resolves when it is gone. */
  async kill(): Promise<void> {
    await this.signal('SIGKILL');
    await this.server.ended;
  }

  async startAgain(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        this.server = await this.begin();
        this.watch();
        return;
      } catch (error) {
        // Its last processes may still hold the port or the shared memory for a moment.
        if (attempt === 10) throw error;
        await pause(500);
      }
    }
  }

  /** Starts it again if it gave up by itself; resolves to whether it had. */
  async revive(): Promise<boolean> {
    const gaveUp = this.hasEnded;
    if (gaveUp) await this.startAgain();
    return gaveUp;
  }

  /** Connections stay open and nothing answers. */
  freeze(): Promise<void> {
    return this.signal('SIGSTOP');
  }

  thaw(): Promise<void> {
    return this.signal('SIGCONT');
  }

  stop(): Promise<void> {
    return this.server.stop();
  }

  private watch(): void {
    this.hasEnded = false;
    const { server } = this;
    void server.ended.then(() => (this.hasEnded ||= server === this.server));
  }

  private async signal(name: NodeJS.Signals): Promise<void> {
    const pid = this.server.pid;
    if (pid === undefined) throw new Error(`${this.name} is not ours to break.`);
    // The parent first: it cannot put a new child in the place of one that was hit.
    const family = [pid, ...(await childrenOf(pid))];
    for (const member of family) send(member, name);
  }
}

function send(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // A connection's own process may have ended by itself in between.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return list.split(' ').filter(Boolean).map(Number);
}

const silent = () => undefined;

/** Postgres that flushes what it commits: the one setting under which kill −9 may be survived. */
export function postgresStore(name: string, dir: string) {
  let port: number | undefined;
  return Store.start(name, async () => {
    await mkdir(dir, { recursive: true });
    await chmod(dir, 0o755);
    const server = await startPostgres({ dir, port, log: silent });
    port = server.port;
    return server;
  });
}

/** One broker, whose folder keeps its ports. */
export const kafkaStore = (dir: string) => Store.start('Kafka', () => startKafka({ dir, log: silent }));

export const redisStore = (dir: string) => Store.start('Redis', () => startRedis({ dir }));
