import type { Actor } from '@commissioning/auth';
import { capacityBuildingApi } from '@commissioning/schemas';

type Level = capacityBuildingApi.ReadinessLevel;

/** What is known of one organisation and one competency. */
export interface Evidence {
  readonly rating?: capacityBuildingApi.SelfRating;
  readonly attended?: 'attended' | 'partly';
  readonly policy?: { readonly title: string; readonly expiresOn: string; readonly inDate: boolean };
}

const POLICIES: Readonly<Record<(typeof capacityBuildingApi.POLICY_COMPETENCIES)[number], string>> = {
  governance: 'governing document',
  finance: 'latest accounts or budget',
  safeguarding: 'safeguarding policy',
  equality: 'equality policy',
};

/** The document that shows a competency; undefined where none does. */
const documentFor = (competency: capacityBuildingApi.Competency): string | undefined =>
  (POLICIES as Readonly<Record<string, string>>)[competency];

/**
 * The organisation's members and its training coordinators, and nobody else. Somebody who has any other role of the
 * council is refused although they are one of these, so that nobody who scores, buys or decides ever knows it.
 */
export function mayRead(actor: Actor, isMember: boolean): boolean {
  if (actor.kind !== 'person') return false;
  if (actor.roles.some((role) => role !== 'training-coordinator')) return false;
  return isMember || actor.roles.includes('training-coordinator');
}

/**
 * Where the organisation stands, and why in words. Training counts whatever the organisation says of itself; where a
 * document shows a competency, nobody is ready without one that is in date.
 */
export function levelOf(
  competency: capacityBuildingApi.Competency,
  evidence: Evidence,
): { level: Level; reason: string } {
  const judged = withoutPolicy(evidence);
  const document = documentFor(competency);
  if (judged.level !== 'ready' || document === undefined || evidence.policy?.inDate) return judged;
  const reason = evidence.policy
    ? `${judged.reason} Your ${document} ran out.`
    : `${judged.reason} Your ${document} is not noted yet.`;
  return { level: 'nearly', reason };
}

function withoutPolicy({ rating, attended }: Evidence): { level: Level; reason: string } {
  if (rating === 'we-do-this') return { level: 'ready', reason: 'You do this today.' };
  if (attended === 'attended' && rating === 'with-help')
    return { level: 'ready', reason: 'You could do this with help, and somebody has been trained.' };
  if (attended === 'attended')
    return {
      level: 'nearly',
      reason: rating
        ? 'Somebody has been trained.'
        : 'Somebody has been trained; say how you see yourselves.',
    };
  if (rating === 'with-help') return { level: 'nearly', reason: 'You could do this with help.' };
  if (attended === 'partly')
    return { level: 'nearly', reason: 'Somebody was there for a part of the training.' };
  return {
    level: 'not-yet',
    reason: rating ? 'You do not do this yet.' : 'Nothing is known yet: say how you see yourselves.',
  };
}

/** What to do next, the nearest first; undefined when ready. */
export function nextStep(
  competency: capacityBuildingApi.Competency,
  evidence: Evidence,
  nextSession: capacityBuildingApi.NextSession | undefined,
): string | undefined {
  if (levelOf(competency, evidence).level === 'ready') return undefined;
  if (evidence.rating === undefined) return 'Say how you see yourselves.';
  if (withoutPolicy(evidence).level === 'ready') {
    const document = documentFor(competency) as string;
    return evidence.policy
      ? `Renew your ${document} and note until when it counts.`
      : `Note your ${document} and until when it counts.`;
  }
  if (nextSession === undefined) return 'No session is planned yet. Ask the training team for one.';
  return nextSession.placesFree > 0
    ? 'Book a place in the next session.'
    : 'Join the list of the next session.';
}
