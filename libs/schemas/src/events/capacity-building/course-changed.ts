import { defineEvent } from '../../event';
import { courseExamples, courseFacts } from './course-facts';

/** A course is called or described anew; the whole of it is sent. */
export const courseChanged = defineEvent('capacity-building.course.changed.v1', {
  classification: 'public',
  subject: (fact) => fact.courseId,
  listeners: ['notifications', 'analytics'],
  fact: courseFacts,
  examples: courseExamples,
});
