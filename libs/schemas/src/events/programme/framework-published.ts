import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Prose } from '../../primitives';

/** The outcomes framework is frozen in a version; from now on everybody argues from the same words. */
export const frameworkPublished = defineEvent('programme.framework.published.v1', {
  classification: 'public',
  subject: (fact) => fact.frameworkId,
  listeners: ['tendering', 'equality-analysis', 'analytics'],
  fact: z.strictObject({
    frameworkId: Id,
    programmeId: Id,
    edition: z.int().positive(),
    areas: z
      .array(
        z.strictObject({ areaId: Id, title: Line, kind: z.enum(['outcome', 'approach']), definition: Prose }),
      )
      .min(1),
  }),
  examples: {
    golden: {
      frameworkId: '01920000-0000-7000-8000-000000000001',
      programmeId: '01920000-0000-7000-8000-000000000002',
      edition: 1,
      areas: [
        {
          areaId: '01920000-0000-7000-8000-000000000003',
          title: 'Reducing poverty',
          kind: 'outcome' as const,
          definition: 'People have enough to live well.',
        },
      ],
    },
    failing: [{}, { frameworkId: 'not-an-id' }],
  },
});
