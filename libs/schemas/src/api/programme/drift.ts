import { z } from 'zod';
import { Id, Line } from '../../primitives';

const Document = z.strictObject({ name: Line, text: z.string().min(1).max(300_000) });

/** Published texts to hold against the framework: the first may quote it, all may state the same facts. */
export const DriftCheck = z
  .strictObject({ documents: z.array(Document).min(1).max(5) })
  .meta({ id: 'DriftCheck' });
export type DriftCheck = z.infer<typeof DriftCheck>;

export const DriftFinding = z
  .strictObject({
    code: z.enum([
      'quotation-of-another-area',
      'quotation-superseded',
      'quotation-unknown',
      'area-dropped-without-decision',
      'paragraph-number-missing',
      'facts-disagree',
    ]),
    says: z.string(),
    document: Line,
    paragraph: z.string().optional(),
    areaId: Id.optional(),
  })
  .meta({ id: 'DriftFinding' });
export type DriftFinding = z.infer<typeof DriftFinding>;

export const DriftReport = z.strictObject({ findings: z.array(DriftFinding) }).meta({ id: 'DriftReport' });
