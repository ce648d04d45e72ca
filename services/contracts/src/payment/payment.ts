import { must } from '@commissioning/service';
import { Temporal } from 'temporal-polyfill';
import { periodsOf } from '../contract/monitoring-plan';
import { dayInWords } from '../contract/day-in-words';

/** What the rules of a payment look at. Days are `YYYY-MM-DD`. */
export interface Payment {
  readonly number: number;
  readonly dueOn: string;
  readonly state: 'scheduled' | 'requested' | 'approved';
  readonly requestedBy?: string;
}

/** One part of a contract's value. */
export interface PlannedPayment {
  readonly number: number;
  readonly dueOn: string;
  readonly amountPence: number;
}

const QUARTER = 3;

/**
 * The value in equal parts by quarter of the term; pence that do not divide go to the last part, so that the parts are
 * the value exactly. Small organisations are paid at the start of a quarter, others on the day after it.
 */
export function paymentProfile(
  contract: { readonly valuePence: number; readonly startsOn: string; readonly endsOn: string },
  inAdvance: boolean,
): PlannedPayment[] {
  if (contract.valuePence === 0) return [];
  const quarters = periodsOf(contract, QUARTER);
  // A part is at least a penny: tiny contracts are paid in one.
  const parts = contract.valuePence < quarters.length ? quarters.slice(0, 1) : quarters;
  const part = Math.floor(contract.valuePence / parts.length);
  return parts.map(({ from, to }, index) => ({
    number: index + 1,
    dueOn: (inAdvance ? from : to.add({ days: 1 })).toString(),
    amountPence: index === parts.length - 1 ? contract.valuePence - part * index : part,
  }));
}

/** The contract manager asks for a payment, from some days before it falls due. */
export function request<T extends Payment>(
  payment: T,
  by: string,
  today: string,
  leadDays: number,
): T & { state: 'requested'; requestedBy: string } {
  must(
    payment.state === 'scheduled',
    'payment-not-scheduled',
    `Payment ${payment.number} is ${payment.state} already. It is asked for once.`,
  );
  const from = Temporal.PlainDate.from(payment.dueOn).subtract({ days: leadDays }).toString();
  must(
    today >= from,
    'payment-not-due-yet',
    `Payment ${payment.number} falls due on ${dayInWords(payment.dueOn)}. It can be asked for from ${dayInWords(from)}.`,
  );
  return { ...payment, state: 'requested', requestedBy: by };
}

/** Somebody other than the requester approves what was asked for. */
export function approve<T extends Payment>(payment: T, by: string): T & { state: 'approved' } {
  mustBeRequested(payment);
  mustBeSomebodyElse(payment, by);
  return { ...payment, state: 'approved' };
}

/** The request goes back to the contract manager with a reason. */
export function refuse<T extends Payment>(payment: T): T & { state: 'scheduled' } {
  mustBeRequested(payment);
  return { ...payment, state: 'scheduled', requestedBy: undefined };
}

function mustBeRequested(payment: Payment): void {
  must(
    payment.state === 'requested',
    'payment-not-requested',
    payment.state === 'approved'
      ? `Payment ${payment.number} was approved before.`
      : `Nobody has asked for payment ${payment.number}.`,
  );
}

function mustBeSomebodyElse(payment: Payment, by: string): void {
  must(
    payment.requestedBy !== by,
    'payment-needs-two-people',
    'You asked for this payment. Somebody else approves it.',
  );
}
