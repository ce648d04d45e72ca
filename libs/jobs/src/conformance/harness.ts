import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { defineJob, type JobKind } from '../job';
import type { JobQueue } from '../job-queue';

/** What a process sees of its store: a line that can be cut and mended. */
export interface Line {
  /** Ends every connection and refuses new ones, as when the store or the network is gone. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** One process of the service under test: a queue with a line and a log of its own. */
export interface Process {
  queue: JobQueue;
  line: Line;
  /** The messages logged so far. */
  said: string[];
}

/** A running store, empty at first. All processes of it share their jobs. A dead worker is noticed after 10 seconds. */
export interface StoreUnderTest {
  /** A process whose queue is not started. Closed with the store at the latest. */
  open(): Promise<Process>;
  /** How many cron entries the store itself holds for a kind. */
  cronEntries(kind: JobKind): Promise<number>;
  close(): Promise<void>;
}

export const Data = z.strictObject({ n: z.int() });
export type NumberedKind = JobKind<typeof Data>;

let kinds = 0;
/** A kind that no other case uses; retried after one second. */
export const aKind = (word: string, patience: { retries?: number } = {}): NumberedKind =>
  defineJob(`${word}-${(kinds += 1)}`, Data, { backoffSeconds: 1, ...patience });

/** Waits for a condition by asking for it; fails with what it last saw. */
export async function until<T>(
  ask: () => T | Promise<T>,
  is: (seen: T) => boolean,
  withinMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const seen = await ask();
    if (is(seen)) return seen;
    if (Date.now() > deadline)
      throw new Error(`Not so within ${withinMs} ms; last seen: ${JSON.stringify(seen)}`);
    await pause(25);
  }
}

/** A door that handlers wait at until the test opens it. */
export function door(): { open(): void; passed: Promise<void> } {
  let open = (): void => {};
  const passed = new Promise<void>((resolve) => (open = resolve));
  return { open, passed };
}
