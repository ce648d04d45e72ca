import { z } from 'zod';

/** `?cursor=&limit=` of a list that may be long. */
export const paged = {
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
};

/** A page of such a list, and the cursor of the next one where there is one. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.strictObject({ items: z.array(item), nextCursor: z.string().optional() });
