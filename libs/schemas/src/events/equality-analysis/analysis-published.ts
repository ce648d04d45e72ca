import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Instant } from '../../primitives';

/** An approved equality analysis is public. */
export const analysisPublished = defineEvent('equality-analysis.analysis.published.v1', {
  classification: 'public',
  subject: (fact) => fact.analysisId,
  listeners: ['programme', 'analytics'],
  fact: z.strictObject({ analysisId: Id, themeId: Id, title: Line, publishedAt: Instant }),
  examples: {
    golden: {
      analysisId: '01920000-0000-7000-8000-000000000001',
      themeId: '01920000-0000-7000-8000-000000000002',
      title: 'Money advice',
      publishedAt: '2026-10-28T10:00:00Z',
    },
    failing: [{}, { analysisId: 'not-an-id' }],
  },
});
