import { randomUUID } from 'node:crypto';
import type { programmeApi } from '@commissioning/schemas';
import { asErrors, dayOf, type FormErrors, penceOf } from '../pages/form';

/** The fields of the form as the browser sends them. */
export type ThemeForm = Partial<Record<string, string>> & { _key?: string };

export const EMPTY: ThemeForm = {};

/** The theme that a form describes, or what is wrong with the form. Nothing typed is lost either way. */
export function draftOf(form: ThemeForm): { theme: programmeApi.NewTheme } | { errors: FormErrors } {
  const text = (name: string) => (form[name] ?? '').trim();
  const budgetPence = penceOf(form['budget']);
  const serviceStartsOn = dayOf(form as Record<string, string>, 'starts');
  const target = Number(text('target').replace(/,/g, ''));
  const problems = [
    ...['title', 'summary', 'leadService', 'outcome', 'indicator', 'unit']
      .filter((name) => text(name) === '')
      .map((field) => ({ field, text: `Enter ${LABELS[field]}` })),
    ...(form['programmeId'] ? [] : [{ field: 'programmeId', text: 'Select a programme' }]),
    ...(budgetPence === undefined
      ? [{ field: 'budget', text: 'Enter the budget in pounds, such as £480,000' }]
      : []),
    ...(serviceStartsOn ? [] : [{ field: 'starts-day', text: 'Enter the start date, such as 1 4 2027' }]),
    ...(Number.isFinite(target) && target >= 0 && text('target')
      ? []
      : [{ field: 'target', text: 'Enter the target as a number' }]),
  ];
  if (problems.length > 0 || budgetPence === undefined || !serviceStartsOn)
    return { errors: asErrors(problems) };
  return {
    theme: {
      programmeId: form['programmeId'] as string,
      title: text('title'),
      summary: text('summary'),
      leadService: text('leadService'),
      budgetPence,
      serviceStartsOn,
      outcomes: [
        {
          outcomeId: randomUUID(),
          title: text('outcome'),
          indicator: text('indicator'),
          target,
          unit: text('unit'),
        },
      ],
    },
  };
}

const LABELS: Record<string, string> = {
  title: 'a title',
  summary: 'a summary',
  leadService: 'the lead service',
  outcome: 'the outcome',
  indicator: 'the indicator',
  unit: 'the unit of the target',
};
