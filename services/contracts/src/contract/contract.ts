import { RuleBroken } from '@commissioning/service';
import { type Decision, decisionObstacle } from '../decision/decision';
import { dayInWords } from './day-in-words';

/** What is known of the competition behind a contract. Days are `YYYY-MM-DD`. */
export interface Procurement {
  readonly regime?: string;
  readonly awardNoticeOn?: string;
  /** Last day of the standstill as the award notice says. */
  readonly standstillEndsOn?: string;
  /** Set when evaluation has said that the standstill is over. */
  readonly standstillEndedOn?: string;
  readonly openClaims: number;
  readonly openComplaints: number;
  /** The newest decision about the awarded set; left out while none is known. */
  readonly decision?: Decision;
}

/** What the rules of a signature look at. */
export interface Unsigned {
  readonly title: string;
  readonly organisationName: string;
  readonly state: 'draft' | 'signed';
  readonly standstillWorkingDays: number;
  readonly managerId?: string;
  /** False for drafts from before the set behind an award was noted. */
  readonly hasKnownSet: boolean;
}

export interface Obstacle {
  readonly code: string;
  readonly sentence: string;
}

/** Regimes under which a contract award notice comes before the contract (Procurement Act 2023 s. 50). */
const NOTICED = ['light-touch', 'full'];

/**
 * Everything that stands in the way of a signature on this day, the law first; empty when it may be signed. A claim
 * suspends by law (Procurement Act 2023 s. 101); a complaint pauses only where the council has chosen so.
 */
export function obstacles(
  contract: Unsigned,
  procurement: Procurement,
  today: string,
  complaintPauses: boolean,
): Obstacle[] {
  const { standstillWorkingDays, managerId, organisationName } = contract;
  const { regime = '', awardNoticeOn, standstillEndsOn, standstillEndedOn } = procurement;
  const needsNotice = standstillWorkingDays > 0 || NOTICED.includes(regime);
  const standstillRuns =
    standstillWorkingDays > 0 && (!standstillEndedOn || (standstillEndsOn ?? '') >= today);
  const undecided = contract.hasKnownSet ? decisionObstacle(procurement.decision, today) : undefined;
  const all: [boolean, string, string][] = [
    [contract.state === 'signed', 'contract-already-signed', `${contract.title} was signed before.`],
    [undecided !== undefined, undecided?.code ?? '', undecided?.sentence ?? ''],
    [
      needsNotice && !awardNoticeOn,
      'award-notice-missing',
      'The contract award notice has not been published. It comes before the signature.',
    ],
    [
      standstillRuns,
      'standstill-is-running',
      standstillEndsOn
        ? `The standstill runs to the end of ${dayInWords(standstillEndsOn)} and until evaluation has closed it. Nobody may sign before.`
        : 'The standstill has not ended. Nobody may sign before.',
    ],
    [
      procurement.openClaims > 0,
      'claim-suspends-signature',
      'A claim about this award is open. By law nobody may sign before it has ended or a court allows it.',
    ],
    [
      procurement.openComplaints > 0 && complaintPauses,
      'complaint-pauses-signature',
      'A complaint about this award is open. The council has chosen to answer it before it signs.',
    ],
    [
      !managerId,
      'contract-needs-a-manager',
      `Nobody carries the contract with ${organisationName} yet. Assign a contract manager first.`,
    ],
  ];
  return all.flatMap(([inTheWay, code, sentence]) => (inTheWay ? [{ code, sentence }] : []));
}

/** The contract in force. Breaks the first rule that stands in the way. */
export function sign<T extends Unsigned>(
  contract: T,
  procurement: Procurement,
  today: string,
  complaintPauses: boolean,
): T & { state: 'signed'; signedOn: string } {
  const [first] = obstacles(contract, procurement, today, complaintPauses);
  if (first) throw new RuleBroken(first.code, first.sentence);
  return { ...contract, state: 'signed', signedOn: today };
}
