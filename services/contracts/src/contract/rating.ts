import { Temporal } from 'temporal-polyfill';
import type { contractsApi } from '@commissioning/schemas';
import { dayInWords } from './day-in-words';

/** Days late from which a return is red, and from which a payment behind its profile is amber. */
const RED_AFTER_DAYS = 28;
const PAYMENT_BEHIND_DAYS = 30;

interface Reported {
  readonly number: number;
  readonly dueOn: string;
  readonly state: string;
}
interface Paid {
  readonly number: number;
  readonly dueOn: string;
  readonly state: string;
}

/** Whole days from one day to another; 0 when it is not later. */
export const daysLate = (dueOn: string, on: string): number =>
  Math.max(0, Temporal.PlainDate.from(dueOn).until(on).days);

/**
 * Red, amber or green by rules that everybody can read: a return that was never handed in and is late is amber, after
 * 28 days red; a payment still unapproved 30 days after it fell due is amber. The worst reason gives the colour.
 * Outcomes are shown beside their targets and do not colour: a target's unit says its own period in words.
 */
export function rating(
  returns: readonly Reported[],
  payments: readonly Paid[],
  today: string,
): contractsApi.Rating {
  const reasons = [
    ...returns
      .filter(({ state, dueOn }) => state === 'draft' && dueOn < today)
      .map(({ number, dueOn }) => {
        const days = daysLate(dueOn, today);
        const code = days > RED_AFTER_DAYS ? 'return-very-late' : 'return-late';
        return { code, sentence: `Return ${number} is ${days} day${days === 1 ? '' : 's'} late.` };
      }),
    ...payments
      .filter(({ state, dueOn }) => state !== 'approved' && daysLate(dueOn, today) > PAYMENT_BEHIND_DAYS)
      .map(({ number, dueOn }) => ({
        code: 'payment-behind-profile',
        sentence: `Payment ${number} fell due on ${dayInWords(dueOn)} and is not approved.`,
      })),
  ];
  const red = reasons.some(({ code }) => code === 'return-very-late');
  return { colour: red ? 'red' : reasons.length > 0 ? 'amber' : 'green', reasons };
}

/** What is due first: a return to write, one to review, or a payment to ask for; undefined when all is done. */
export function nextDue(
  returns: readonly (Reported & { readonly id: string })[],
  payments: readonly (Paid & { readonly id: string })[],
): contractsApi.NextDue | undefined {
  const dues: contractsApi.NextDue[] = [
    ...returns
      .filter(({ state }) => state !== 'accepted')
      .map(({ id, dueOn, state }) => ({
        what: state === 'submitted' ? ('review' as const) : ('return' as const),
        on: dueOn,
        returnId: id,
      })),
    ...payments
      .filter(({ state }) => state === 'scheduled')
      .map(({ id, dueOn }) => ({ what: 'payment' as const, on: dueOn, paymentId: id })),
  ];
  return dues.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))[0];
}
