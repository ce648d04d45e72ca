import type { programmeApi } from '@commissioning/schemas';
import { formatDay } from '../pages/format';

/** Where a decision stands with scrutiny, in words. */
export function standingInWords({
  standing,
  callInEndsOn,
}: Pick<programmeApi.Decision, 'standing' | 'callInEndsOn'>): string {
  const words: Record<programmeApi.Decision['standing'], string> = {
    'call-in-open': `Can be called in until ${formatDay(callInEndsOn)}`,
    'called-in': 'Called in: waits for the outcome',
    confirmed: 'Stands',
    'referred-back': 'Referred back to the decision maker',
  };
  return words[standing];
}
