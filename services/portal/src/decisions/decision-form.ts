import type { programmeApi } from '@commissioning/schemas';
import { formatDay } from '../pages/format';
import { asErrors, dayOf, type FormErrors } from '../pages/form';

/** The fields of a form as the browser sends them. */
export type DecisionForm = Partial<Record<string, string>>;

const text = (form: DecisionForm, name: string) => form[name]?.trim() ?? '';

/** Where the page shows what the register of decisions refuses. */
export const FIELD_OF_REFUSAL = {
  'decision-needs-due-regard': 'dueRegard',
  'decision-needs-screening': 'outcome',
  'key-decision-needs-alternatives': 'option',
  'key-decision-too-early': 'exception',
};

/** The open line of the forward plan about a decision, in words. */
export const noticeInWords = (notice: programmeApi.PlannedDecision | undefined): string =>
  notice
    ? `Notice given on ${formatDay(notice.noticeOn)}${notice.key ? `, key: not before ${formatDay(notice.earliestOn)}` : ', not key'}`
    : 'No notice is open: only a decision that is not key can be taken';

/** The decision that a form describes, or what is wrong with the form. */
export function decisionOf(
  form: DecisionForm,
  about: Pick<programmeApi.NewDecision, 'subject' | 'subjectId' | 'setHash'>,
): { decision: programmeApi.NewDecision } | { errors: FormErrors } {
  const outcome = form['outcome'];
  const [reasons, dueRegard] = [text(form, 'reasons'), text(form, 'dueRegard')];
  const [option, whyNot] = [text(form, 'option'), text(form, 'whyNot')];
  const kind = form['exception'];
  const because = text(form, 'exceptionReason');
  const problems = [
    ...(outcome === 'approved' || outcome === 'rejected'
      ? []
      : [{ field: 'outcome', text: 'Select whether you approve or reject it' }]),
    ...(reasons ? [] : [{ field: 'reasons', text: 'Enter your reasons' }]),
    ...(dueRegard ? [] : [{ field: 'dueRegard', text: 'Say how you had due regard to the equality duty' }]),
    ...(Boolean(option) === Boolean(whyNot)
      ? []
      : [{ field: option ? 'whyNot' : 'option', text: 'Enter the alternative and why it was not taken' }]),
    ...(kind && !because ? [{ field: 'exceptionReason', text: 'Say why the decision cannot wait' }] : []),
  ];
  if (problems.length > 0) return { errors: asErrors(problems) };
  const agreedBy = text(form, 'agreedBy');
  return {
    decision: {
      ...{ ...about, outcome: outcome as 'approved' | 'rejected' },
      ...{ key: form['key'] === 'yes', reasons, dueRegard },
      ...(option && { alternatives: [{ option, whyNot }] }),
      ...(kind && {
        exception: {
          kind: kind === 'special' ? 'special' : 'general',
          reason: because,
          ...(agreedBy && { agreedBy }),
        },
      }),
    },
  };
}

/** What a notice is about: the recommended set of an evaluation, or a theme. */
const subjectOf = ({ awardId, themeId = '' }: DecisionForm) =>
  awardId
    ? { subject: 'award' as const, subjectId: awardId }
    : { subject: 'theme' as const, subjectId: themeId };

/** The line of the forward plan that a form describes, or what is wrong with the form. */
export function noticeOf(
  form: DecisionForm,
): { notice: programmeApi.NewPlannedDecision } | { errors: FormErrors } {
  const [title, keyReason] = [text(form, 'title'), text(form, 'keyReason')];
  const plannedFor = dayOf(form as Record<string, string>, 'planned');
  const key = form['key'] === 'yes';
  const problems = [
    ...(title ? [] : [{ field: 'title', text: 'Enter what will be decided' }]),
    ...(plannedFor ? [] : [{ field: 'planned-day', text: 'Enter the day, such as 8 12 2026' }]),
    ...(form['key'] ? [] : [{ field: 'key', text: 'Select whether the decision is key' }]),
    ...(key && !keyReason ? [{ field: 'keyReason', text: 'Say why the decision is key' }] : []),
  ];
  if (problems.length > 0 || !plannedFor) return { errors: asErrors(problems) };
  return {
    notice: {
      ...subjectOf(form),
      ...{ title, key, plannedFor },
      ...(key && { keyReason }),
    },
  };
}
