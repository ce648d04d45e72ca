import { z } from 'zod';
import { Day, Id, Instant, Line, Prose, Version, WardCode } from '../../primitives';
import { paged, pageOf } from '../paging';

const People = z.int().nonnegative().max(10_000_000);

/**
 * People counted for one indicator in one ward under one category: how many reached the outcome, of how many who took
 * part. `all`/`all` where people were not asked about any characteristic; with characteristics, the product adds it.
 */
export const Observation = z
  .strictObject({
    indicatorId: Id,
    ward: WardCode,
    characteristic: Line,
    category: Line,
    numerator: People,
    denominator: People,
  })
  .meta({ id: 'Observation' });
export type Observation = z.infer<typeof Observation>;

/** What the product adds up: one indicator, in all wards or in one. */
export const ReturnTotal = z
  .strictObject({
    indicatorId: Id,
    ward: WardCode.optional(),
    numerator: z.int().nonnegative(),
    denominator: z.int().nonnegative(),
  })
  .meta({ id: 'ReturnTotal' });
export type ReturnTotal = z.infer<typeof ReturnTotal>;

export const ReturnState = z.enum(['draft', 'submitted', 'returned', 'accepted']);

/** A return as lists show it. `daysLate` counts from the due date until it was submitted, or until today. */
export const ReturnSummary = z
  .strictObject({
    id: Id,
    contractId: Id,
    title: Line,
    organisationId: Id,
    organisationName: Line,
    number: z.int().positive(),
    periodFrom: Day,
    periodTo: Day,
    dueOn: Day,
    state: ReturnState,
    daysLate: z.int().nonnegative(),
    version: Version,
  })
  .meta({ id: 'ReturnSummary' });
export type ReturnSummary = z.infer<typeof ReturnSummary>;

export const Return = ReturnSummary.extend({
  indicators: z.array(
    z
      .strictObject({
        indicatorId: Id,
        outcomeId: Id,
        outcome: Line,
        title: Line,
        target: z.number().nonnegative(),
        unit: Line,
      })
      .meta({ id: 'ContractIndicator' }),
  ),
  observations: z.array(Observation),
  totals: z.array(ReturnTotal),
  story: Prose.optional(),
  comments: Prose.optional(),
  submittedAt: Instant.optional(),
  reviewedAt: Instant.optional(),
}).meta({ id: 'Return' });
export type Return = z.infer<typeof Return>;

/** The whole of what a provider has drafted so far; it replaces what was saved before. */
export const SaveReturn = z
  .strictObject({ observations: z.array(Observation).max(5_000), story: Prose.optional() })
  .meta({ id: 'SaveReturn' });
export type SaveReturn = z.infer<typeof SaveReturn>;

export const ReturnQuery = z.strictObject({
  state: ReturnState.optional(),
  contractId: Id.optional(),
  organisationId: Id.optional(),
  ...paged,
});
export type ReturnQuery = z.infer<typeof ReturnQuery>;

export const ReturnList = pageOf(ReturnSummary).meta({ id: 'ReturnList' });
export type ReturnList = z.infer<typeof ReturnList>;

export const SendBack = z.strictObject({ comments: Prose }).meta({ id: 'SendBack' });

/** Under what people may be counted: the council's wards, and the categories of each characteristic. */
export const CountingScheme = z
  .strictObject({
    wards: z.array(WardCode),
    characteristics: z.array(
      z
        .strictObject({ characteristic: Line, categories: z.array(Line) })
        .meta({ id: 'CountedCharacteristic' }),
    ),
  })
  .meta({ id: 'CountingScheme' });
export type CountingScheme = z.infer<typeof CountingScheme>;
