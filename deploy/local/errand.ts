import { fork } from 'node:child_process';

/**
 * Runs a built script to its end in a process of its own, so that what it loads does not stay in the launcher's memory
 * for as long as the product runs. Lines that it sends are passed to `say`; rejects with its last words when it fails.
 */
export function runErrand(script: string, settings: unknown, say: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = fork(script, [], {
      stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
      execArgv: ['--enable-source-maps', '--disable-warning=ExperimentalWarning'],
    });
    let words = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (words += text));
    child.on('message', (line) => say(String(line)));
    child.once('error', reject);
    child.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(words.trim() || `${script} ended with ${code}.`)),
    );
    child.send(settings as object);
  });
}

/** The other side of an errand: waits for its settings, works, and ends. */
export function errand<Settings>(
  work: (settings: Settings, say: (line: string) => void) => Promise<void>,
): void {
  process.once('message', (settings) => {
    work(settings as Settings, (line) => process.send?.(line)).then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(String((error as Error).stack ?? error));
        process.exit(1);
      },
    );
  });
}
