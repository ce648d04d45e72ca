import { z } from 'zod';
import { Id, Line, Prose } from '../../primitives';

/** What shows that a bidder knows the place; an address alone shows nothing (report 3.21). */
export const LocalEvidence = z
  .enum(['work-in-ward', 'co-production-record', 'referral-links', 'address'])
  .meta({ id: 'LocalEvidence' });
export type LocalEvidence = z.infer<typeof LocalEvidence>;

/** One weighted criterion. `question` and `wordLimit` are missing for price alone; `evidence` is for local knowledge. */
const criterion = {
  title: Line,
  kind: z.enum(['quality', 'local-knowledge', 'price']),
  weight: z.int().min(0).max(100),
  question: Prose.optional(),
  wordLimit: z.int().min(1).max(5_000).optional(),
  minimumMark: z.int().nonnegative().optional(),
  evidence: z.array(LocalEvidence).max(4).optional(),
};

/** A criterion with its id: answers, scores and summaries name it. */
export const Criterion = z.strictObject({ criterionId: Id, ...criterion }).meta({ id: 'Criterion' });
export type Criterion = z.infer<typeof Criterion>;

/** A criterion as it is written; one without an id is new and gets one. */
export const NewCriterion = z
  .strictObject({ criterionId: Id.optional(), ...criterion })
  .meta({ id: 'NewCriterion' });
export type NewCriterion = z.infer<typeof NewCriterion>;

/** One mark of the scale and what earns it. */
export const Mark = z.strictObject({ mark: z.int().nonnegative(), descriptor: Prose }).meta({ id: 'Mark' });
export type Mark = z.infer<typeof Mark>;

export const PriceFormulaKind = z
  .enum(['lowest-ratio', 'linear', 'mean', 'fixed-price'])
  .meta({ id: 'PriceFormulaKind' });
export type PriceFormulaKind = z.infer<typeof PriceFormulaKind>;

/** What a contract is measured by; taken from the outcomes of the theme. */
export const Indicator = z
  .strictObject({
    indicatorId: Id,
    outcomeId: Id,
    outcome: Line,
    title: Line,
    target: z.number().nonnegative(),
    unit: Line,
  })
  .meta({ id: 'Indicator' });
export type Indicator = z.infer<typeof Indicator>;
