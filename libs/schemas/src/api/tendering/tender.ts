import { z } from 'zod';
import { Day, Id, Instant, Line, Pence, Prose, Version } from '../../primitives';
import { Criterion, Indicator, Mark, NewCriterion, PriceFormulaKind } from './criterion';

/** For whom a competition below the threshold is kept; decided before tenders are invited. */
export const LocalReservation = z
  .strictObject({
    for: z.enum(['local-area', 'united-kingdom', 'small-or-voluntary']),
    areas: z.array(Line).max(40).optional(),
    decidedOn: Day,
  })
  .meta({ id: 'LocalReservation' });

/** Documents that a bidder may be asked for, in proportion to the contract. */
export const AskedDocument = z
  .enum([
    'constitution',
    'safeguarding-policy',
    'insurance',
    'annual-accounts',
    'equality-policy',
    'data-protection-policy',
    'quality-assurance',
    'business-continuity-plan',
    'financial-standing-assessment',
  ])
  .meta({ id: 'AskedDocument' });

const terms = {
  title: Line,
  summary: Prose,
  kind: z.enum(['goods', 'services', 'works']),
  subject: z.enum(['ordinary', 'light-touch', 'public-health']),
  /** Whole life, VAT and extensions included. */
  valuePence: Pence,
  risk: z.enum(['low', 'medium', 'high']),
  plannedNoticeOn: Day.optional(),
  closesAt: Instant.optional(),
  clarificationsUntil: Instant.optional(),
  decisionExpectedOn: Day.optional(),
  serviceStartsOn: Day,
  serviceEndsOn: Day,
  mostAwards: z.int().min(1).max(100),
  markScale: z.array(Mark).min(2).max(11),
  priceFormula: PriceFormulaKind,
  /** The price that the authority gives; with `fixed-price` alone. */
  givenPricePence: Pence.optional(),
  /** Working days; where a standstill is voluntary, 8 or more, or none. */
  voluntaryStandstillDays: z.int().min(8).max(60).optional(),
  documents: z.array(AskedDocument).max(9),
  references: z.int().min(0).max(10),
  evaluators: z.int().min(1).max(20),
  expectedBidders: z.int().min(1).max(500),
  reservation: LocalReservation.optional(),
  /** Why something out of proportion is asked all the same: code of the breach → reason. */
  reasons: z.record(z.string().max(60), z.string().trim().max(2_000)),
};

/** Everything of a tender that a commissioner writes and publication freezes. */
export const TenderTerms = z
  .strictObject({ ...terms, criteria: z.array(NewCriterion).max(40) })
  .meta({ id: 'TenderTerms' });
export type TenderTerms = z.infer<typeof TenderTerms>;

/** A draft begins from an approved theme; what is left out is taken from it. */
export const NewTender = TenderTerms.partial().extend({ themeId: Id }).meta({ id: 'NewTender' });
export type NewTender = z.infer<typeof NewTender>;

export const TenderState = z
  .enum(['draft', 'published', 'closed', 'opened', 'awarded', 'cancelled'])
  .meta({ id: 'TenderState' });
export type TenderState = z.infer<typeof TenderState>;

/** A tender as the council's staff see it. How many bids there are is never part of it. */
export const Tender = z
  .strictObject({
    ...terms,
    id: Id,
    themeId: Id,
    theme: Line,
    leadService: Line,
    budgetPence: Pence,
    state: TenderState,
    criteria: z.array(Criterion),
    indicators: z.array(Indicator),
    publishedAt: Instant.optional(),
    closedAt: Instant.optional(),
    openedAt: Instant.optional(),
    cancelReason: Prose.optional(),
    version: Version,
  })
  .meta({ id: 'Tender' });
export type Tender = z.infer<typeof Tender>;

export const TenderList = z
  .strictObject({
    items: z.array(
      Tender.pick({
        id: true,
        themeId: true,
        theme: true,
        title: true,
        state: true,
        valuePence: true,
        closesAt: true,
        version: true,
      }),
    ),
  })
  .meta({ id: 'TenderList' });
export type TenderList = z.infer<typeof TenderList>;

export const CancelTender = z.strictObject({ reason: Prose }).meta({ id: 'CancelTender' });

/** An approved theme from which a tender can be drafted. */
export const TenderTheme = z
  .strictObject({
    id: Id,
    title: Line,
    leadService: Line,
    budgetPence: Pence,
    tenderedPence: Pence,
    serviceStartsOn: Day,
  })
  .meta({ id: 'TenderTheme' });
export const TenderThemeList = z
  .strictObject({ items: z.array(TenderTheme) })
  .meta({ id: 'TenderThemeList' });
export type TenderThemeList = z.infer<typeof TenderThemeList>;
