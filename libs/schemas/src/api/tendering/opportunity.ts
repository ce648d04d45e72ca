import { z } from 'zod';
import { Day, Id, Instant, Line, Pence, Prose, Version } from '../../primitives';
import { Criterion, Indicator, Mark, PriceFormulaKind } from './criterion';
import { FormulaFinding, RegimeFinding } from './findings';
import { AskedDocument, LocalReservation } from './tender';

export const PublishedClarification = z
  .strictObject({ id: Id, question: Prose, answer: Prose, publishedAt: Instant })
  .meta({ id: 'PublishedClarification' });
export type PublishedClarification = z.infer<typeof PublishedClarification>;

export const PublishedNotice = z
  .strictObject({
    id: Id,
    kind: z.enum(['contract-award']),
    publishedOn: Day,
    reference: Line,
    standstillEndsOn: Day.optional(),
  })
  .meta({ id: 'PublishedNotice' });
export type PublishedNotice = z.infer<typeof PublishedNotice>;

const short = {
  id: Id,
  title: Line,
  theme: Line,
  leadService: Line,
  summary: Prose,
  state: z.enum(['open', 'closed', 'awarded', 'cancelled']),
  valuePence: Pence,
  publishedAt: Instant,
  closesAt: Instant,
  serviceStartsOn: Day,
  serviceEndsOn: Day,
  expectedHours: z.number(),
};

/** What anybody may read of a competition, without an account: the whole form before anything is typed. */
export const Opportunity = z
  .strictObject({
    ...short,
    themeId: Id,
    clarificationsUntil: Instant.optional(),
    decisionExpectedOn: Day.optional(),
    mostAwards: z.int().positive(),
    regime: RegimeFinding,
    reservation: LocalReservation.optional(),
    tier: z.string(),
    payment: z.enum(['in-advance', 'quarterly-in-advance', 'quarterly-in-arrears']),
    returnsPerYear: z.int().positive(),
    documents: z.array(AskedDocument),
    references: z.int(),
    markScale: z.array(Mark),
    priceFormula: PriceFormulaKind,
    givenPricePence: Pence.optional(),
    priceBehaviour: FormulaFinding.shape.behaviour,
    criteria: z.array(Criterion),
    indicators: z.array(Indicator),
    clarifications: z.array(PublishedClarification),
    notices: z.array(PublishedNotice),
    cancelReason: Prose.optional(),
    version: Version,
  })
  .meta({ id: 'Opportunity' });
export type Opportunity = z.infer<typeof Opportunity>;

export const OpportunityList = z
  .strictObject({ items: z.array(z.strictObject(short).meta({ id: 'OpportunitySummary' })) })
  .meta({ id: 'OpportunityList' });
export type OpportunityList = z.infer<typeof OpportunityList>;

export const OpportunityQuery = z.strictObject({ state: z.enum(['open', 'closed']).optional() });
