/** Attempts to hand an e-mail over before it counts as failed and waits for an operator. */
export const MOST_ATTEMPTS = 8;

/** Rounds in which a letter waits for the name of its session or tender before it goes out without. */
export const ROUNDS_FOR_NAMES = 6;

const LEAST_SECONDS = 5;
const MOST_SECONDS = 900;

/** Seconds until the next attempt: 5 after the first, twice as long each time, a quarter of an hour at most. */
export const backoffSeconds = (attempts: number): number =>
  Math.min(MOST_SECONDS, LEAST_SECONDS * 2 ** Math.min(attempts - 1, 20));

/** Why it failed, as an operator's list can hold it: one line, no addresses in full. */
export const reasonOf = (error: unknown): string =>
  String((error as Error)?.message ?? error)
    .replace(/\s+/g, ' ')
    .replace(/[^\s<>@]+@[^\s<>]+/g, '…@…')
    .slice(0, 300);
