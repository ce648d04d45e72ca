import { must } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';

/**
 * Notice is given of a decision to come, once, with the reason why it is key. A day that is too near is allowed: the
 * exceptions of the Regulations are asked for when the decision is taken.
 */
export function mustBePlannable(
  draft: Pick<programmeApi.NewPlannedDecision, 'key' | 'keyReason' | 'plannedFor'>,
  today: string,
  hasOpenNotice: boolean,
): void {
  must(
    !draft.key || draft.keyReason,
    'key-decision-needs-a-reason',
    'Say why the decision is key: what it spends or saves, or the wards on which it has a significant effect.',
  );
  must(draft.plannedFor >= today, 'planned-day-has-passed', 'Plan the decision for today or a day to come.');
  must(!hasOpenNotice, 'notice-given-already', 'Notice of this decision was given before and is still open.');
}
