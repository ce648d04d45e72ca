import { z } from 'zod';
import { defineEvent } from '../../event';
import { ActorId, Id } from '../../primitives';

/** Who evaluates, by id. */
export const evaluationPanelAppointed = defineEvent('evaluation.evaluation.panel-appointed.v1', {
  classification: 'internal',
  subject: (fact) => fact.evaluationId,
  listeners: ['equality-analysis', 'tendering', 'notifications'],
  fact: z.strictObject({
    evaluationId: Id,
    tenderId: Id,
    chair: ActorId,
    evaluators: z.array(ActorId).min(2),
    observers: z.array(ActorId),
  }),
  examples: {
    golden: {
      evaluationId: '01920000-0000-7000-8000-000000000001',
      tenderId: '01920000-0000-7000-8000-000000000002',
      chair: '01920000-0000-7000-8000-000000000003',
      evaluators: ['01920000-0000-7000-8000-000000000004', '01920000-0000-7000-8000-000000000005'],
      observers: [],
    },
    failing: [{}, { evaluationId: 'not-an-id' }],
  },
});
