/** One record as it reached a handler: its key, and its number among the records of that key, from 1. */
export interface Arrival {
  readonly key: string;
  readonly number: number;
}

/**
 * What is wrong with a history of arrivals in which a record may come again but never too early: nothing is skipped,
 * and who goes back goes on from there. Empty when all is well.
 *
 * @param counts how many records each key has
 */
export function disorder(arrivals: readonly Arrival[], counts: ReadonlyMap<string, number>): string[] {
  const last = new Map<string, number>();
  const highest = new Map<string, number>();
  const wrong: string[] = [];
  for (const { key, number } of arrivals) {
    const before = last.get(key) ?? 0;
    if (number > before + 1) wrong.push(`${key}: ${number} came after ${before}`);
    last.set(key, number);
    highest.set(key, Math.max(number, highest.get(key) ?? 0));
  }
  for (const [key, count] of counts) {
    if ((highest.get(key) ?? 0) < count) wrong.push(`${key}: ${highest.get(key) ?? 0} of ${count} arrived`);
  }
  return wrong;
}
