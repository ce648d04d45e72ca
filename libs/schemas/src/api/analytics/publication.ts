import { z } from 'zod';
import { ActorId, Id, Instant } from '../../primitives';
import { OutcomesAgainstNeed } from './outcomes-against-need';

/** Figures for everybody, protected as one: all themes together and each theme on its own. */
export const Publication = z
  .strictObject({
    publicationId: Id,
    number: z.int().positive(),
    publishedAt: Instant,
    publishedBy: ActorId,
    suppressed: z.int().nonnegative(),
    reports: z.array(OutcomesAgainstNeed),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;

export const PublicationHead = Publication.omit({ reports: true }).meta({ id: 'PublicationHead' });
export type PublicationHead = z.infer<typeof PublicationHead>;
export const PublicationList = z
  .strictObject({ items: z.array(PublicationHead) })
  .meta({ id: 'PublicationList' });

export const PublishedQuery = z.strictObject({ theme: Id.optional() });
export type PublishedQuery = z.infer<typeof PublishedQuery>;
