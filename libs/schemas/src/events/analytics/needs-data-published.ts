import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Prose, Instant } from '../../primitives';

/** A version of needs data is public, so that everybody argues from the same figures (App.1 3.2). */
export const needsDataPublished = defineEvent('analytics.needs-data.published.v1', {
  classification: 'public',
  subject: (fact) => fact.versionId,
  listeners: ['programme', 'equality-analysis'],
  fact: z.strictObject({ versionId: Id, title: Line, source: Prose, licence: Line, publishedAt: Instant }),
  examples: {
    golden: {
      versionId: '01920000-0000-7000-8000-000000000001',
      title: 'Census 2021',
      source: 'Office for National Statistics',
      licence: 'OGL v3',
      publishedAt: '2026-09-01T09:00:00Z',
    },
    failing: [{}, { versionId: 'not-an-id' }],
  },
});
