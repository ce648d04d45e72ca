import { must } from '@commissioning/service';
import { CHECKLIST } from './checklist';

/** What an officer says to one question and what it rests on. */
export interface Answer {
  readonly question: string;
  readonly answer: 'yes' | 'no' | 'not-known';
  readonly evidence: string;
}

export type Outcome = 'no-further-analysis' | 'full-analysis';

/** What the rules of a screening look at. */
export interface Screening {
  readonly title: string;
  readonly state: 'open' | 'completed' | 'withdrawn';
  readonly answers: readonly Answer[];
  readonly outcome?: Outcome;
  readonly reason?: string;
}

const EVIDENCE = 10;
const REASON = 20;

/** Answers are given while the screening is open, each to a question of the checklist, once, and with evidence. */
export function answer<S extends Screening>(screening: S, answers: readonly Answer[]): S {
  mustBeOpen(screening);
  const known = new Set(CHECKLIST.map(({ question }) => question));
  const given = answers.map(({ question }) => question);
  const unknown = given.find((question) => !known.has(question));
  must(!unknown, 'question-not-in-checklist', `The checklist has no question “${unknown}”.`);
  must(new Set(given).size === given.length, 'question-answered-twice', 'Give one answer to each question.');
  const bare = answers.find(({ evidence }) => evidence.trim().length < EVIDENCE);
  must(
    !bare,
    'screening-needs-evidence',
    `Say what the answer to “${asked(bare?.question)}” rests on: a figure, a document or whom you asked.`,
  );
  return { ...screening, answers };
}

/** Ends with a reason; only a checklist that raises nothing and leaves nothing open spares the full analysis. */
export function complete<S extends Screening>(screening: S, outcome: Outcome, reason: string): S {
  mustBeOpen(screening);
  const answered = new Set(screening.answers.map(({ question }) => question));
  const missing = CHECKLIST.filter(({ question }) => !answered.has(question)).map(({ question }) => question);
  must(
    missing.length === 0,
    'screening-is-not-finished',
    `Answer every question first. Open: ${missing.map(asked).join(' ')}`,
    { missing },
  );
  must(
    reason.trim().length >= REASON,
    'screening-needs-a-reason',
    'Say in a sentence why this outcome follows from the answers.',
  );
  const raised = screening.answers.filter(({ answer }) => answer !== 'no').map(({ question }) => question);
  must(
    outcome === 'full-analysis' || raised.length === 0,
    'screening-asks-for-full-analysis',
    `A full analysis is needed: not every answer is No. ${raised.map(asked).join(' ')}`,
    { raised },
  );
  return { ...screening, state: 'completed', outcome, reason };
}

/** A question of the checklist as people read it. */
const asked = (question: string | undefined): string =>
  CHECKLIST.find((each) => each.question === question)?.text ?? '';

function mustBeOpen({ state, title }: Screening): void {
  must(
    state === 'open',
    'screening-is-not-open',
    state === 'completed'
      ? `The screening of ${title} is complete; what was said then stays as it is.`
      : `${title} was withdrawn; there is nothing to screen.`,
  );
}
