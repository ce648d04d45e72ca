import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line } from '../../primitives';

/** A course exists, with what it gives and whom it is for. */
export const coursePlanned = defineEvent('capacity-building.course.planned.v1', {
  classification: 'public',
  subject: (fact) => fact.courseId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    courseId: Id,
    title: Line,
    competencies: z.array(Line).min(1),
    audience: z.enum(['external', 'internal']),
  }),
  examples: {
    golden: {
      courseId: '01920000-0000-7000-8000-000000000002',
      title: 'Writing your first tender',
      competencies: ['tender-process'],
      audience: 'external' as const,
    },
    failing: [{}, { courseId: 'not-an-id' }],
  },
});
