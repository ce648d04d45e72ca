import { z } from 'zod';
import { Id, Line } from '../../primitives';

/** What every event of a course says: the whole of it. */
export const courseFacts = z.strictObject({
  courseId: Id,
  title: Line,
  competencies: z.array(Line).min(1),
  audience: z.enum(['external', 'internal']),
});

export const courseExamples = {
  golden: {
    courseId: '01920000-0000-7000-8000-000000000002',
    title: 'Writing your first tender',
    competencies: ['tender-process'],
    audience: 'external' as const,
  },
  failing: [{}, { courseId: 'not-an-id' }],
};
