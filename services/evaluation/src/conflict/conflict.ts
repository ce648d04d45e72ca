import { must } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';

export type Interest = evaluationApi.DeclareInterest;
export type Clearance = evaluationApi.PanelMember['clearance'];

/** A declaration of one person about one bidder, with what somebody else decided about it. */
export interface Declared extends Interest {
  readonly resolution?: 'may-continue' | 'must-leave';
}

const REASON = 20;

/** Everybody declares about every bidder, before any bid is seen; an interest says how close it is and what it is. */
export function declare(
  bidIds: readonly string[],
  earlier: readonly Declared[],
  declarations: readonly Interest[],
): Declared[] {
  const about = new Set(declarations.map(({ bidId }) => bidId));
  must(
    about.size === declarations.length && about.size === bidIds.length && bidIds.every((id) => about.has(id)),
    'declare-for-every-bidder',
    `Declare once for each of the ${bidIds.length} bidders, also where there is nothing to declare.`,
  );
  return declarations.map((now) => {
    must(
      now.interest === 'none' || (now.degree && now.detail),
      'interest-needs-its-detail',
      'Say of an interest whether it is actual, potential or perceived, and what it is.',
    );
    const before = earlier.find(({ bidId }) => bidId === now.bidId);
    must(
      now.interest !== 'none' || !before || before.interest === 'none',
      'interest-cannot-be-taken-back',
      'An interest that was declared stays declared; somebody else decides about it.',
    );
    return before && isSame(before, now) ? before : now;
  });
}

/** Another person decides, with a reason, whether somebody with an interest may continue. */
export function resolve(
  declared: Declared | undefined,
  person: string,
  by: string,
  { outcome, reason }: Pick<evaluationApi.ResolveConflict, 'outcome' | 'reason'>,
): Declared {
  must(person !== by, 'own-conflict', 'Somebody else decides about your interest.');
  must(
    declared && declared.interest !== 'none',
    'nothing-to-resolve',
    'This person has declared no interest in this bidder.',
  );
  must(!declared.resolution, 'conflict-is-resolved', 'This interest has been decided about before.');
  must(
    reason.trim().length >= REASON,
    'resolution-needs-a-reason',
    'Say why, and with which safeguards, in a sentence.',
  );
  return { ...declared, resolution: outcome };
}

/** How far a panel member is from reading bids. Only `cleared` opens them. */
export function clearance(bidIds: readonly string[], declared: readonly Declared[]): Clearance {
  if (bidIds.length === 0) return 'waiting-for-opening';
  if (declared.some(({ resolution }) => resolution === 'must-leave')) return 'must-leave';
  const about = new Set(declared.map(({ bidId }) => bidId));
  if (!bidIds.every((id) => about.has(id))) return 'not-declared';
  const open = declared.some(({ interest, resolution }) => interest !== 'none' && !resolution);
  return open ? 'unresolved' : 'cleared';
}

const isSame = (a: Interest, b: Interest): boolean =>
  a.interest === b.interest && a.degree === b.degree && a.detail === b.detail;
