import { z } from 'zod';
import { Id, Line } from '../../primitives';
import { PublishedNotice } from './opportunity';

/** `reference` is what the central platform answered: publication there is the legal act, not ours. */
export const NewNotice = z
  .strictObject({ kind: z.enum(['contract-award']), reference: Line })
  .meta({ id: 'NewNotice' });
export type NewNotice = z.infer<typeof NewNotice>;

export const Notice = PublishedNotice.extend({
  tenderId: Id,
  standstillWorkingDays: z.int().nonnegative(),
  source: z.string(),
}).meta({ id: 'Notice' });
export type Notice = z.infer<typeof Notice>;

export const NoticeList = z.strictObject({ items: z.array(Notice) }).meta({ id: 'NoticeList' });
