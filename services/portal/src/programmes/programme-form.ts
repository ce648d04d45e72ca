import type { programmeApi } from '@commissioning/schemas';
import { asErrors, dayOf, type FormErrors, penceOf } from '../pages/form';

/** The fields of the form as the browser sends them. */
export type ProgrammeForm = Partial<Record<string, string>>;

/** The programme that a form describes, or what is wrong with the form. */
export function programmeOf(
  form: ProgrammeForm,
): { programme: programmeApi.NewProgramme } | { errors: FormErrors } {
  const [title, aim] = [form['title']?.trim() ?? '', form['aim']?.trim() ?? ''];
  const budgetPence = penceOf(form['budget']);
  const startsOn = dayOf(form as Record<string, string>, 'starts');
  const endsOn = dayOf(form as Record<string, string>, 'ends');
  const problems = [
    ...(title ? [] : [{ field: 'title', text: 'Enter a title' }]),
    ...(aim ? [] : [{ field: 'aim', text: 'Enter what the programme is for' }]),
    ...(budgetPence === undefined
      ? [{ field: 'budget', text: 'Enter the budget in pounds, such as £3,000,000' }]
      : []),
    ...(startsOn ? [] : [{ field: 'starts-day', text: 'Enter the first day, such as 1 4 2027' }]),
    ...(endsOn ? [] : [{ field: 'ends-day', text: 'Enter the last day, such as 31 3 2031' }]),
  ];
  if (problems.length > 0 || budgetPence === undefined || !startsOn || !endsOn)
    return { errors: asErrors(problems) };
  return { programme: { title, aim, startsOn, endsOn, budgetPence } };
}
