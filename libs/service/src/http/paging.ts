import { z } from 'zod';
import { InvalidInput } from './problem';

/** `?cursor=&limit=` of every list. */
export const PageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;

/** A page of a list: the items, and the cursor of the next page when there is one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().optional() });

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
