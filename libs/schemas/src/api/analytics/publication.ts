import { z } from 'zod';
import { ActorId, Id, Instant, Line } from '../../primitives';
import { OutcomesAgainstNeed } from './outcomes-against-need';

/** Figures for everybody: all themes together and each on its own, protected as one and with all that went before. */
export const Publication = z
  .strictObject({
    publicationId: Id,
    number: z.int().positive(),
    publishedAt: Instant,
    publishedBy: ActorId,
    /** How many figures are not shown. */
    suppressed: z.int().nonnegative(),
    /** Tables that no pattern of suppression makes safe; none of their figures is shown. */
    withheld: z.array(Line),
    themes: z.array(z.strictObject({ themeId: Id, theme: Line })),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof Publication>;

export const PublicationList = z
  .strictObject({ items: z.array(Publication) })
  .meta({ id: 'PublicationList' });

export const PublishedOutcomes = z
  .strictObject({ publication: Publication, report: OutcomesAgainstNeed })
  .meta({ id: 'PublishedOutcomes' });
export type PublishedOutcomes = z.infer<typeof PublishedOutcomes>;

/** One publication by its id, or the latest. */
export const WhichPublication = z.union([z.literal('latest'), Id]);
export type WhichPublication = z.infer<typeof WhichPublication>;

export const PublishedQuery = z.strictObject({ theme: Id.optional() });
export type PublishedQuery = z.infer<typeof PublishedQuery>;
