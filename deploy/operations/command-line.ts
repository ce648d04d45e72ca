import { CannotRebuild } from '@commissioning/messaging';
import { RuleBroken } from '@commissioning/service';
import { CannotStart } from '../local/cannot-start';

/** Takes a line, without the newline at its end. */
export type Write = (line: string) => void;

/** A program of the operator: what was typed in, what is shown, what is complained about, and the exit code. */
export type Program = (args: readonly string[], write: Write, complain: Write) => Promise<number>;

/** Runs `work`; what the person at the terminal can mend becomes a sentence, and `trouble` the exit code. */
export async function answering(
  { usage, trouble, complain }: { usage: string; trouble: number; complain: Write },
  work: () => Promise<number>,
): Promise<number> {
  try {
    return await work();
  } catch (error) {
    complain(sentenceOf(error, usage));
    return trouble;
  }
}

/** Postgres's own code for it. */
const UNDEFINED_TABLE = '42P01';

function sentenceOf(error: unknown, usage: string): string {
  const { code, message, stack } = error as Error & { code?: string };
  if ([RuleBroken, CannotStart, CannotRebuild].some((kind) => error instanceof kind)) return message;
  if (code?.startsWith('ERR_PARSE_ARGS')) return `${message}\n\n${usage}`;
  if (code === 'ECONNREFUSED') return 'The system does not answer; is it still running?';
  if (code === UNDEFINED_TABLE)
    return `The databases are of another version than this tool (${message}). Use the tool of the version that runs.`;
  return String(stack ?? error);
}

/** Runs the program on this process's arguments and streams, and ends the process with its code. */
export function runAsProgram(program: Program): void {
  const to = (stream: NodeJS.WriteStream) => (line: string) => void stream.write(`${line}\n`);
  void program(process.argv.slice(2), to(process.stdout), to(process.stderr)).then((code) =>
    process.exit(code),
  );
}
