import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Prose } from '../../primitives';

/** What was said in a workshop has its answer: you said, we did. */
export const contributionAnswered = defineEvent('programme.contribution.answered.v1', {
  classification: 'public',
  subject: (fact) => fact.contributionId,
  listeners: ['notifications'],
  fact: z.strictObject({
    contributionId: Id,
    programmeId: Id,
    response: z.enum(['did', 'doing', 'will-not', 'already', 'referred']),
    answer: Prose,
  }),
  examples: {
    golden: {
      contributionId: '01920000-0000-7000-8000-000000000001',
      programmeId: '01920000-0000-7000-8000-000000000002',
      response: 'doing' as const,
      answer: 'Need by ward is published.',
    },
    failing: [{}, { contributionId: 'not-an-id' }],
  },
});
