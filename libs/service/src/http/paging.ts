import { z } from 'zod';
import { InvalidInput } from './problem';

/** The id after which the page begins; undefined for the first. Throws `InvalidInput` on a cursor that is not ours. */
export function afterCursor(cursor: string | undefined): string | undefined {
  if (!cursor) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!z.uuid().safeParse(id).success) {
    throw new InvalidInput([
      { path: ['cursor'], message: 'is not a cursor of this list: begin without one' },
    ]);
  }
  return id;
}

/** Cuts one row more than the limit into a page. Rows must be sorted by id. */
export function page<Row extends { id: string }>(
  rows: Row[],
  limit: number,
): { items: Row[]; nextCursor?: string } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return rows.length > limit && last
    ? { items, nextCursor: Buffer.from(last.id).toString('base64url') }
    : { items };
}
