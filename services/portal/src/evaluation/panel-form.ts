import type { evaluationApi } from '@commissioning/schemas';
import { asErrors, type FormErrors } from '../pages/form';

export type PanelForm = Partial<Record<string, string>>;

/** Rows of people that the form offers. */
export const EVALUATOR_ROWS = [1, 2, 3, 4];
export const OBSERVER_ROWS = [1, 2];

/** The panel that a form names, or what is wrong with it. Empty rows are left out; a half-filled one is an error. */
export function panelOf(form: PanelForm): { panel: evaluationApi.AppointPanel } | { errors: FormErrors } {
  const text = (name: string) => (form[name] ?? '').trim();
  const rows = (kind: string, numbers: readonly number[]) => numbers.map((number) => `${kind}${number}`);
  const isEmpty = (row: string) => !text(`${row}-id`) && !text(`${row}-name`);
  const personIn = (row: string) => ({ person: text(`${row}-id`), name: text(`${row}-name`) });
  const evaluators = rows('evaluator', EVALUATOR_ROWS).filter((row) => !isEmpty(row));
  const observers = rows('observer', OBSERVER_ROWS).filter((row) => !isEmpty(row));
  const problems = ['chair', ...evaluators, ...observers].flatMap((row) => [
    ...(text(`${row}-id`) ? [] : [{ field: `${row}-id`, text: `Enter the id of the ${wordOf(row)}` }]),
    ...(text(`${row}-name`) ? [] : [{ field: `${row}-name`, text: `Enter the name of the ${wordOf(row)}` }]),
  ]);
  if (problems.length > 0) return { errors: asErrors(problems) };
  return {
    panel: {
      chair: personIn('chair'),
      evaluators: evaluators.map(personIn),
      observers: observers.map(personIn),
    },
  };
}

/** The form that shows a panel as it is. */
export function formOf(panel: readonly evaluationApi.PanelMember[]): PanelForm {
  const sitting = panel.filter(({ left }) => !left);
  const chair = sitting.find(({ role }) => role === 'chair');
  const fill = (row: string, { person, name }: evaluationApi.PanelMember): PanelForm => ({
    [`${row}-id`]: person,
    [`${row}-name`]: name,
  });
  const scoring = sitting.filter(({ scores }) => scores);
  const watching = sitting.filter(({ role }) => role === 'observer');
  return Object.assign(
    {},
    chair ? fill('chair', chair) : {},
    ...scoring.map((member, place) => fill(`evaluator${place + 1}`, member)),
    ...watching.map((member, place) => fill(`observer${place + 1}`, member)),
  );
}

const wordOf = (row: string): string => row.replace(/(\d)/, ' $1');
