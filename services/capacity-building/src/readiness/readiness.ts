import type { Actor } from '@commissioning/auth';
import type { capacityBuildingApi } from '@commissioning/schemas';

type Level = capacityBuildingApi.ReadinessLevel;

/** What is known of one organisation and one competency. */
export interface Evidence {
  readonly rating?: capacityBuildingApi.SelfRating;
  readonly attended?: 'attended' | 'partly';
}

/**
 * The organisation's members and its training coordinators, and nobody else. Somebody who has any other role of the
 * council is refused although they are one of these, so that nobody who scores, buys or decides ever knows it.
 */
export function mayRead(actor: Actor, isMember: boolean): boolean {
  if (actor.kind !== 'person') return false;
  if (actor.roles.some((role) => role !== 'training-coordinator')) return false;
  return isMember || actor.roles.includes('training-coordinator');
}

/** Where the organisation stands, and why in words. Training counts whatever the organisation says of itself. */
export function levelOf({ rating, attended }: Evidence): { level: Level; reason: string } {
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
