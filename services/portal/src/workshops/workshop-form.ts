import type { programmeApi } from '@commissioning/schemas';
import { asErrors, dayOf, type FormErrors } from '../pages/form';

/** The fields of a form as the browser sends them. */
export type WorkshopForm = Partial<Record<string, string>>;

const linesOf = (text: string | undefined) =>
  (text ?? '').split(/\r?\n/).filter((line) => line.trim() !== '');

/** The workshop that a form describes, or what is wrong with the form. */
export function workshopOf(
  form: WorkshopForm,
): { workshop: programmeApi.NewWorkshop } | { errors: FormErrors } {
  const [title, audience] = [form['title']?.trim() ?? '', form['audience']?.trim() ?? ''];
  const heldOn = dayOf(form as Record<string, string>, 'held');
  const attendance = Number(form['attendance']?.trim() || NaN);
  const problems = [
    ...(title ? [] : [{ field: 'title', text: 'Enter a title' }]),
    ...(heldOn ? [] : [{ field: 'held-day', text: 'Enter the day, such as 24 1 2018' }]),
    ...(audience ? [] : [{ field: 'audience', text: 'Enter who was invited' }]),
    ...(Number.isInteger(attendance) && attendance >= 0
      ? []
      : [{ field: 'attendance', text: 'Enter how many came, as a whole number' }]),
  ];
  if (problems.length > 0 || !heldOn) return { errors: asErrors(problems) };
  const questions = linesOf(form['questions']).map((line) => line.trim());
  return {
    workshop: { programmeId: form['programmeId'] ?? '', title, heldOn, audience, questions, attendance },
  };
}

/** The notes of a form, one a line and to the letter. */
export function notesOf(
  form: WorkshopForm,
): { items: programmeApi.NewContributions['items'] } | { errors: FormErrors } {
  const lines = linesOf(form['notes']);
  if (lines.length === 0) return { errors: asErrors([{ field: 'notes', text: 'Enter at least one note' }]) };
  const question = form['question']?.trim();
  return { items: lines.map((text) => ({ text, ...(question && { question }) })) };
}

/** The answer of a form, with the contributions that are ticked. */
export function answerOf(
  form: WorkshopForm & { contributionIds?: string | string[] },
): { answer: programmeApi.NewAnswer } | { errors: FormErrors } {
  const contributionIds = [form.contributionIds ?? []].flat();
  const [answer, response] = [form['answer']?.trim() ?? '', form['response'] ?? ''];
  const [linkText, href] = [form['linkText']?.trim(), form['href']?.trim()];
  const problems = [
    ...(contributionIds.length ? [] : [{ field: 'contributionIds', text: 'Select what you are answering' }]),
    ...(response in RESPONSES ? [] : [{ field: 'response', text: 'Select what came of it' }]),
    ...(answer ? [] : [{ field: 'answer', text: 'Enter the answer' }]),
    ...(Boolean(linkText) === Boolean(href)
      ? []
      : [{ field: 'href', text: 'Enter the link with its text, or neither' }]),
  ];
  if (problems.length > 0) return { errors: asErrors(problems) };
  return {
    answer: {
      ...{ contributionIds, response: response as programmeApi.NewAnswer['response'], answer },
      ...(linkText && href && { links: [{ text: linkText, href }] }),
    },
  };
}

/** What can come of something that was said, in the words of the pages. */
export const RESPONSES: Readonly<Record<string, string>> = {
  did: 'We did it',
  doing: 'We are doing it',
  'will-not': 'We will not',
  already: 'It is so already',
  referred: 'We passed it on',
};
