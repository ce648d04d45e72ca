import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';

/** A program to keep running. */
export interface Program {
  readonly name: string;
  /** Built JavaScript file. */
  readonly script: string;
  readonly env: Readonly<Record<string, string>>;
  readonly logFile: string;
  /** Answers 200 when it can work. */
  readonly readyUrl: string;
}

const NODE_FLAGS = [
  '--max-semi-space-size=1',
  '--max-old-space-size=160',
  '--v8-pool-size=1',
  '--disable-warning=ExperimentalWarning',
  // kafkajs computes the wait of a request that was never throttled, and Node takes it for the shortest there is.
  '--disable-warning=TimeoutNegativeWarning',
];
/** Thirteen processes that start beside other work on two cores take minutes; one that cannot start dies and is told apart. */
const PATIENCE_MS = 300_000;

/** One process that is started again when it dies by itself, a little later each time. */
export class KeptProcess {
  private child: ChildProcess | undefined;
  private wanted = false;
  private deaths = 0;
  private readonly logStream: WriteStream;

  constructor(
    readonly program: Program,
    private readonly say: (line: string) => void,
  ) {
    mkdirSync(dirname(program.logFile), { recursive: true });
    this.logStream = createWriteStream(program.logFile, { flags: 'a' });
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  /** Resolves when the program answers that it is ready; rejects with its last words when it will not. */
  async start(): Promise<void> {
    this.wanted = true;
    this.launch();
    await this.ready();
  }

  /** Asks it to end and waits; a program that does not end in 20 seconds is killed. */
  async stop(): Promise<void> {
    this.wanted = false;
    const child = this.child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await gone;
      clearTimeout(late);
    }
    await new Promise<void>((resolve) => this.logStream.end(resolve));
  }

  /** Ends it without warning, as a power cut would; it is started again. For tests of faults. */
  kill(): void {
    this.child?.kill('SIGKILL');
  }

  /** Lets it stand still, and go on. For measuring something beside it. */
  pause(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** Waits until the ready address answers 200. */
  async ready(): Promise<void> {
    const until = Date.now() + PATIENCE_MS;
    while (Date.now() < until) {
      if (await answers(this.program.readyUrl)) return;
      if (this.deaths >= 3) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${this.program.name} does not become ready. Its log: ${this.program.logFile}`);
  }

  private launch(): void {
    const startedAt = Date.now();
    const child = fork(this.program.script, [], {
      env: { ...passedOn(), ...this.program.env },
      execArgv: NODE_FLAGS,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.child = child;
    child.stdout?.pipe(this.logStream, { end: false });
    child.stderr?.pipe(this.logStream, { end: false });
    child.once('exit', (code, signal) => {
      if (!this.wanted) return;
      this.deaths = Date.now() - startedAt > 10_000 ? 1 : this.deaths + 1;
      const pause = Math.min(5_000, 200 * 2 ** this.deaths);
      this.say(
        `${this.program.name} ended (${signal ?? code}); it is started again. Its log: ${this.program.logFile}`,
      );
      setTimeout(() => this.wanted && this.launch(), pause);
    });
  }
}

/** What a program needs of our own environment; nothing of ours leaks into it by accident. */
function passedOn(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TZ', 'LANG', 'NODE_ENV', 'NODE_COMPILE_CACHE', 'TMPDIR'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    // Not listening yet is the expected answer while it starts.
    return false;
  }
}
