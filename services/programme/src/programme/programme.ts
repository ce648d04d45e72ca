import { must } from '@commissioning/service';

/** Money and term of a programme. */
export interface ProgrammeTerms {
  readonly startsOn: string;
  readonly endsOn: string;
  readonly budgetPence: number;
}

/** A programme ends after it begins and has money (report 5.3.2: the council must pay whatever its funding). */
export function mustBeSound(terms: ProgrammeTerms): void {
  must(
    terms.endsOn > terms.startsOn,
    'programme-ends-before-it-starts',
    'The programme must end after it starts.',
  );
  must(
    terms.budgetPence > 0,
    'programme-needs-a-budget',
    'Give the programme a budget: services are paid whatever happens.',
  );
}

/** Committed spend never exceeds the approved budget (report 5.3.2). */
export function mustBeAffordable(budgetPence: number, committedPence: number, morePence: number): void {
  const left = budgetPence - committedPence;
  must(
    morePence <= left,
    'programme-budget-exceeded',
    `The programme has ${pounds(left)} left; this theme needs ${pounds(morePence)}.`,
  );
}

/** A theme is proposed within the term of its programme and for no more than its whole budget. */
export function mustHoldTheme(
  { startsOn, endsOn, budgetPence }: ProgrammeTerms,
  theme: { readonly serviceStartsOn: string; readonly budgetPence: number },
): void {
  must(
    theme.serviceStartsOn >= startsOn && theme.serviceStartsOn <= endsOn,
    'theme-starts-outside-the-programme',
    `The programme runs from ${dayInWords(startsOn)} to ${dayInWords(endsOn)}. Let services start within it.`,
  );
  must(
    theme.budgetPence <= budgetPence,
    'programme-budget-exceeded',
    `The programme has ${pounds(budgetPence)} in all; this theme needs ${pounds(theme.budgetPence)}.`,
  );
}

const dayInWords = (isoDay: string): string =>
  new Date(isoDay).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });

const pounds = (pence: number): string =>
  (pence / 100).toLocaleString('en-GB', { style: 'currency', currency: 'GBP', maximumFractionDigits: 0 });
