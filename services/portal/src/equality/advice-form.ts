import type { equalityAnalysisApi } from '@commissioning/schemas';
import { asErrors, dayOf, type FormErrors } from '../pages/form';

type Form = Partial<Record<string, string>>;

/** Mitigations that the form offers room for. */
export const MITIGATION_ROWS = [1, 2, 3];

/** The advice that a form holds, or what is missing in a mitigation that was begun. */
export function adviceOf(form: Form): { advice: equalityAnalysisApi.WriteAdvice } | { errors: FormErrors } {
  const text = (name: string) => (form[name] ?? '').trim();
  const begun = MITIGATION_ROWS.filter((row) =>
    ['action', 'owner', 'effect'].some((name) => text(name + row)),
  );
  const problems = begun.flatMap((row) => [
    ...(text(`action${row}`) ? [] : [{ field: `action${row}`, text: 'Enter what will be done' }]),
    ...(text(`owner${row}`) ? [] : [{ field: `owner${row}`, text: 'Enter who does it' }]),
    ...(dueIn(form, row)
      ? []
      : [{ field: `due${row}-day`, text: 'Enter the date by which, such as 1 9 2027' }]),
    ...(text(`effect${row}`) ? [] : [{ field: `effect${row}`, text: 'Enter what it should change' }]),
  ]);
  if (!text('advice')) problems.unshift({ field: 'advice', text: 'Enter your advice to the decision maker' });
  if (problems.length > 0) return { errors: asErrors(problems) };
  return {
    advice: {
      advice: text('advice'),
      mitigations: begun.map((row) => ({
        action: text(`action${row}`),
        owner: text(`owner${row}`),
        dueOn: dueIn(form, row) as string,
        expectedEffect: text(`effect${row}`),
      })),
      ...(text('noMitigationBecause') && { noMitigationBecause: text('noMitigationBecause') }),
    },
  };
}

/** The form that shows a check's advice as it was saved. */
export function formOf({ advice, mitigations, noMitigationBecause }: equalityAnalysisApi.AwardCheck): Form {
  const rows = mitigations.map(({ action, owner, dueOn, expectedEffect }, place) => {
    const [year, month, day] = dueOn.split('-');
    const row = place + 1;
    return {
      [`action${row}`]: action,
      [`owner${row}`]: owner,
      [`effect${row}`]: expectedEffect,
      [`due${row}-day`]: day,
      [`due${row}-month`]: month,
      [`due${row}-year`]: year,
    };
  });
  return Object.assign({ advice, noMitigationBecause }, ...rows) as Form;
}

const dueIn = (form: Form, row: number): string | undefined =>
  dayOf(form as Record<string, string>, `due${row}`);
