import { createHash } from 'node:crypto';

/** How often: every so many whole seconds (1 to 86,400), or a five-field cron expression read in Europe/London. */
export type Rhythm = { everySeconds: number } | { cron: string };

/** The number of the interval that an instant falls in; intervals are counted from the epoch, so all processes agree. */
export const slotOf = (epochMs: number, everySeconds: number): number =>
  Math.floor(epochMs / (everySeconds * 1000));

/** Milliseconds until the next interval begins: from 1 to the whole interval. */
export const untilNextSlot = (epochMs: number, everySeconds: number): number =>
  (slotOf(epochMs, everySeconds) + 1) * everySeconds * 1000 - epochMs;

/**
 * A UUID (version 8) that depends on the parts alone, so that processes which enqueue the same thing choose the same id
 * and the store keeps one.
 */
export function idFrom(...parts: readonly (string | number)[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  const variant = ((parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** @throws TypeError for a rhythm outside the bounds of `Rhythm` */
export function checkRhythm(name: string, rhythm: Rhythm): void {
  if ('cron' in rhythm) {
    if (rhythm.cron.trim().split(/\s+/).length !== 5)
      throw new TypeError(
        `The cron expression of ${name} has five fields: minute, hour, day, month, weekday.`,
      );
  } else if (
    !Number.isInteger(rhythm.everySeconds) ||
    rhythm.everySeconds < 1 ||
    rhythm.everySeconds > 86_400
  ) {
    throw new TypeError(`${name} repeats every 1 to 86,400 whole seconds; for longer there is cron.`);
  }
}

/**
 * Calls `wake` at once and at the start of every interval until the returned function is called.
 * `wake` handles its own errors.
 */
export function everySlot(everySeconds: number, wake: (slot: number) => void): () => void {
  let timer: NodeJS.Timeout;
  const tick = (): void => {
    const now = Date.now();
    wake(slotOf(now, everySeconds));
    timer = setTimeout(tick, untilNextSlot(now, everySeconds));
  };
  tick();
  return () => clearTimeout(timer);
}
