import { defineEvent } from '../../event';
import { courseExamples, courseFacts } from './course-facts';

/** A course exists, with what it gives and whom it is for. */
export const coursePlanned = defineEvent('capacity-building.course.planned.v1', {
  classification: 'public',
  subject: (fact) => fact.courseId,
  listeners: ['notifications', 'analytics'],
  fact: courseFacts,
  examples: courseExamples,
});
