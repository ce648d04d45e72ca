import type { Actor, Role } from '@commissioning/auth';
import { Forbidden, must, NotThere } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import { type Evaluation, LEAST_EVALUATORS, type Member, sitting } from '../evaluation/evaluation';

/** Staff who follow every evaluation without sitting on its panel. They see where it stands, never a score. */
const FOLLOWERS: readonly Role[] = [
  'commissioner',
  'programme-manager',
  'decision-maker',
  'equality-officer',
  'equality-approver',
];

/** The seats of a panel: one chair, at least two who score, everybody once. */
export function appoint(
  evaluation: Evaluation,
  panel: evaluationApi.AppointPanel,
  anyScores: boolean,
): Member[] {
  const { chair, evaluators, observers } = panel;
  must(
    evaluation.state === 'preparing' || evaluation.state === 'scoring',
    'panel-is-fixed',
    'A panel is appointed before moderation.',
  );
  must(!anyScores, 'panel-has-begun', 'Scores have been given. Use a substitution to change who sits.');
  must(
    evaluators.length >= LEAST_EVALUATORS,
    'panel-needs-two-evaluators',
    'At least two people score every bid.',
  );
  const people = [...evaluators, ...observers].map(({ person }) => person);
  must(new Set(people).size === people.length, 'panel-names-somebody-twice', 'Name everybody once.');
  must(
    !observers.some(({ person }) => person === chair.person),
    'chair-cannot-observe',
    'The chair leads the panel and cannot be its observer.',
  );
  const chairScores = evaluators.some(({ person }) => person === chair.person);
  return [
    { ...chair, role: 'chair', scores: chairScores },
    ...evaluators
      .filter(({ person }) => person !== chair.person)
      .map((person): Member => ({ ...person, role: 'evaluator', scores: true })),
    ...observers.map((person): Member => ({ ...person, role: 'observer', scores: false })),
  ];
}

/** The seat that becomes free when somebody leaves before moderation; their scores no longer count. */
export function seatOf(evaluation: Evaluation, { leaves, joins }: evaluationApi.SubstituteMember): Member {
  must(
    evaluation.state === 'preparing' || evaluation.state === 'scoring',
    'panel-is-fixed',
    'Substitutes join before moderation.',
  );
  const seat = sitting(evaluation).find(({ person }) => person === leaves);
  must(seat, 'not-on-the-panel', 'Nobody with this id sits on the panel.');
  must(
    !evaluation.panel.some(({ person }) => person === joins.person),
    'panel-names-somebody-twice',
    `${joins.name} sits or sat on this panel already.`,
  );
  return seat;
}

/** The seat of this person today; undefined for everybody else. */
export const seatedAs = (evaluation: Evaluation, person: string): Member | undefined =>
  sitting(evaluation).find((member) => member.person === person);

/** Throws `NotThere` for everybody who has no seat today: what a panel does is nobody else's to see. */
export function mustSit(evaluation: Evaluation, actor: Actor): Member {
  const member = seatedAs(evaluation, actor.id);
  if (!member) throw new NotThere('evaluation');
  return member;
}

/** Throws `Forbidden` for panel members who do not lead it, `NotThere` for others. */
export function mustChair(evaluation: Evaluation, actor: Actor): Member {
  const member = mustSit(evaluation, actor);
  if (member.role !== 'chair') throw new Forbidden('not-the-chair', 'This is for the chair of the panel.');
  return member;
}

/** Whether the person may know that the evaluation exists and where it stands. */
export function mayFollow(evaluation: Evaluation, actor: Actor): boolean {
  if (seatedAs(evaluation, actor.id)) return true;
  if (actor.roles.some((role) => FOLLOWERS.includes(role))) return true;
  return evaluation.panel.length === 0 && actor.roles.includes('panel-chair');
}

/** Commissioners manage the process: they see how far people are, not what they think. */
export const managesProcess = (evaluation: Evaluation, actor: Actor): boolean =>
  Boolean(seatedAs(evaluation, actor.id)) || actor.roles.includes('commissioner');
