import type { evaluationApi } from '@commissioning/schemas';
import type { Visitor } from '../pages/visitor';

type Evaluation = evaluationApi.Evaluation;

/** States as pages name them, with the colour of their tag. */
export const STATES: Record<Evaluation['state'], { readonly text: string; readonly tag: string }> = {
  preparing: { text: 'Waiting for bids', tag: 'govuk-tag--grey' },
  scoring: { text: 'Being scored', tag: 'govuk-tag--blue' },
  moderating: { text: 'In moderation', tag: 'govuk-tag--blue' },
  'quality-locked': { text: 'Quality locked', tag: 'govuk-tag--yellow' },
  recommended: { text: 'Recommended', tag: 'govuk-tag--yellow' },
  'summaries-issued': { text: 'Bidders told', tag: 'govuk-tag--yellow' },
  awarded: { text: 'Awarded', tag: 'govuk-tag--green' },
  'no-bids': { text: 'No bids', tag: 'govuk-tag--red' },
  cancelled: { text: 'Cancelled', tag: 'govuk-tag--red' },
};

/** How far a panel member is from reading bids. */
export const CLEARANCES: Record<evaluationApi.PanelMember['clearance'], string> = {
  'waiting-for-opening': 'Waiting for the bids to be opened',
  'not-declared': 'Has not declared about every bidder',
  unresolved: 'Declared an interest; somebody else decides about it',
  'must-leave': 'Cannot take part; needs a substitute',
  cleared: 'May read the bids',
};

/** Something that waits for this visitor, or is open to them. */
export interface Task {
  readonly text: string;
  readonly href: string;
  readonly status: string;
  readonly isDue: boolean;
}

/** What the visitor can do in an evaluation as it stands, in the order of the process. */
export function tasksFor(evaluation: Evaluation, { actor }: Visitor): Task[] {
  const { id, state, panel = [], pricesOpen } = evaluation;
  const seat = panel.find(({ person, left }) => person === actor?.id && !left);
  const isChair = seat?.role === 'chair';
  const isCommissioner = actor?.roles.includes('commissioner') ?? false;
  const mayAppoint = isCommissioner || (actor?.roles.includes('panel-chair') ?? false);
  const isOpen = evaluation.bids.length > 0;
  const cleared = seat?.clearance === 'cleared';
  const isSettled =
    state !== 'preparing' && state !== 'scoring' && state !== 'cancelled' && state !== 'no-bids';
  const tasks: (Task | false | undefined)[] = [
    (state === 'preparing' || state === 'scoring') &&
      mayAppoint &&
      (panel.length === 0
        ? task('Appoint the panel', 'panel', 'To do', true)
        : task('Panel and substitutes', 'panel', 'Appointed', false)),
    seat && isOpen
      ? task('Declare interests', 'declarations', cleared ? 'Done' : 'To do', !cleared)
      : isOpen && isCommissioner && task('Declared interests', 'declarations', 'Open', false),
    seat?.scores &&
      cleared &&
      task(
        'Score the bids',
        'scoring',
        `${seat.scored} of ${seat.toScore} scored`,
        state === 'scoring' && seat.scored < seat.toScore,
      ),
    seat &&
      cleared &&
      (isSettled || isChair) &&
      task(
        'Moderation',
        'moderation',
        isSettled ? 'Open' : 'Not open yet',
        isChair && state === 'moderating',
      ),
    (isCommissioner || (seat && cleared)) &&
      isSettled &&
      task('Ranking', 'ranking', pricesOpen ? 'Prices are open' : 'Prices are not open yet', false),
    evaluation.setHash !== undefined &&
      task(
        'Recommendation and award',
        'recommendation',
        STATES[state].text,
        isChair && state === 'recommended',
      ),
  ];
  return tasks.filter((one): one is Task => Boolean(one));

  function task(text: string, page: string, status: string, isDue: boolean): Task {
    return { text, href: `/evaluations/${id}/${page}`, status, isDue };
  }
}

/** Marks and totals for reading: at most two decimals, as text. The exact figure stands in the API. */
export const shortly = (exact: string): string => String(Math.round(Number(exact) * 100) / 100);
