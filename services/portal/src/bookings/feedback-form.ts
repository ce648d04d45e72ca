import { capacityBuildingApi } from '@commissioning/schemas';
import { asErrors, type FormErrors } from '../pages/form';
import type { Form } from './booking-form';

type Question = capacityBuildingApi.FeedbackQuestion;

/** What is asked about a session, as the person reads it, and as the summary names it. */
export const QUESTIONS: Readonly<Record<Question, { text: string; short: string }>> = {
  useful: { text: 'Was it useful for your organisation?', short: 'Useful' },
  clear: { text: 'Was it clear?', short: 'Clear' },
  welcoming: { text: 'Did you feel welcome?', short: 'Welcoming' },
  'more-confident': { text: 'Are you more confident about bidding now?', short: 'More confident' },
};
export const SCORES = ['1', '2', '3', '4', '5'].map((value, index) => ({
  value,
  text: ['1, not at all', '2', '3', '4', '5, very much'][index] as string,
}));

/** What somebody says of a session, or what is missing. */
export function feedbackOf(
  form: Form,
  bookingId: string,
): { feedback: capacityBuildingApi.NewFeedback } | { errors: FormErrors } {
  const place = Number(form['place']);
  const scores = capacityBuildingApi.FEEDBACK_QUESTIONS.map(
    (question) => [question, Number(form[question])] as const,
  );
  const wrong = [
    ...(Number.isInteger(place) && place > 0 ? [] : [{ field: 'place', text: 'Select who you are' }]),
    ...scores
      .filter(([, score]) => !(score >= 1 && score <= 5))
      .map(([question]) => ({ field: question, text: `Select an answer: ${QUESTIONS[question].text}` })),
  ];
  if (wrong.length > 0) return { errors: asErrors(wrong) };
  const [helped, change] = [form['helped']?.trim(), form['change']?.trim()];
  return {
    feedback: {
      ...{ bookingId, place },
      scores: Object.fromEntries(scores) as capacityBuildingApi.NewFeedback['scores'],
      ...(helped && { helped }),
      ...(change && { change }),
    },
  };
}
