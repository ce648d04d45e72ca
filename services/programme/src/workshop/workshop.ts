import { must } from '@commissioning/service';

/** A record of what was said is made afterwards: a workshop to come has no attendance and no contributions yet. */
export function mustHaveHappened(heldOn: string, today: string): void {
  must(heldOn <= today, 'workshop-not-held-yet', 'Record a workshop once it has taken place.');
}

/** A contribution answers one of the questions that the workshop asked, or none. */
export function mustBeAsked(questions: readonly string[], answered: readonly (string | undefined)[]): void {
  const unknown = answered.find((question) => question !== undefined && !questions.includes(question));
  must(
    unknown === undefined,
    'question-not-asked',
    `The workshop did not ask “${unknown}”: choose one of its questions.`,
  );
}
