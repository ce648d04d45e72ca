import { z } from 'zod';
import { defineEvent } from '../../event';
import { ActorId, Id, Prose, Instant } from '../../primitives';

/** The equality impact of exactly this recommended set, approved by a second officer. */
export const awardCheckCompleted = defineEvent('equality-analysis.award-check.completed.v1', {
  classification: 'internal',
  subject: (fact) => fact.checkId,
  listeners: ['evaluation', 'programme'],
  fact: z.strictObject({
    checkId: Id,
    evaluationId: Id,
    setHash: z.string().regex(/^[0-9a-f]{64}$/),
    /** Which of the evaluation's facts recommended the set, by its sequence: what came first, whatever clocks say. */
    recommendationSequence: z.int().positive().optional(),
    verdict: z.enum(['no-gap-found', 'gaps-found', 'insufficient-evidence']),
    advice: Prose,
    completedAt: Instant,
    preparedBy: ActorId,
    approvedBy: ActorId,
  }),
  examples: {
    golden: {
      checkId: '01920000-0000-7000-8000-000000000001',
      evaluationId: '01920000-0000-7000-8000-000000000002',
      setHash: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      recommendationSequence: 5,
      verdict: 'gaps-found' as const,
      advice: 'Two wards are not reached.',
      completedAt: '2027-01-12T10:00:00Z',
      preparedBy: '01920000-0000-7000-8000-000000000003',
      approvedBy: '01920000-0000-7000-8000-000000000004',
    },
    failing: [{}, { checkId: 'not-an-id' }],
  },
});
