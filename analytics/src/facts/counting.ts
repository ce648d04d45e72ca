import { londonDate } from '@commissioning/calendar';
import type { Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  bidOpened,
  bookingAttended,
  bookingCancelled,
  bookingConfirmed,
  bookingNotAttended,
  bookingReduced,
  bookingReturnedToList,
  contractPaymentApproved,
  contractSigned,
  type EventDefinition,
  evaluationAwarded,
  type FactOf,
  returnAccepted,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { nameIndicators } from '../register/register.queries';
import { countedBefore, rememberCounted } from './counted-places.queries';
import type { Fact } from './fact';
import {
  factsOfAwards,
  factsOfBid,
  factsOfContract,
  factsOfPayment,
  factsOfPlaces,
  factsOfReturn,
  type Moment,
} from './facts-of';

export type AnyReceived = Received<EventDefinition<any>>;

/** The events that count. */
export const COUNTED_EVENTS: readonly EventDefinition<any>[] = [
  ...[bookingConfirmed, bookingCancelled, bookingReduced, bookingReturnedToList],
  ...[bookingAttended, bookingNotAttended],
  ...[bidOpened, evaluationAwarded, contractSigned, contractPaymentApproved, returnAccepted],
];

/** The facts that these events add to those that the consumer has made so far. */
export async function factsOfEvents(
  received: readonly AnyReceived[],
  change: Change<PrismaClient>,
  consumer: string,
): Promise<Fact[]> {
  const facts: Fact[] = [];
  // One after the other: the second word on a booking counts the difference to the first.
  for (const one of received) facts.push(...(await factsOf(one, change, consumer)));
  return facts;
}

type Counting = (received: any, change: Change<PrismaClient>, consumer: string) => Fact[] | Promise<Fact[]>;

const COUNTING = new Map<string, Counting>([
  [
    bookingConfirmed.type,
    (one, change, consumer) => places(one, 'booking', one.fact.places, change, consumer),
  ],
  [bookingCancelled.type, (one, change, consumer) => places(one, 'booking', 0, change, consumer)],
  [bookingReturnedToList.type, (one, change, consumer) => places(one, 'booking', 0, change, consumer)],
  [
    bookingReduced.type,
    // An offer or a party that waits has not booked yet: nothing of it is counted, however small it becomes.
    (one, change, consumer) =>
      places(one, 'booking', one.fact.state === 'booked' ? one.fact.places : 0, change, consumer),
  ],
  [
    bookingAttended.type,
    (one, change, consumer) => places(one, 'training', one.fact.attended, change, consumer),
  ],
  [bookingNotAttended.type, (one, change, consumer) => places(one, 'training', 0, change, consumer)],
  [bidOpened.type, (one: Received<typeof bidOpened>) => factsOfBid(one.fact, on(one, one.fact.openedAt))],
  [
    evaluationAwarded.type,
    (one: Received<typeof evaluationAwarded>) => factsOfAwards(one.fact, on(one, one.fact.awardedAt)),
  ],
  [contractSigned.type, (one: Received<typeof contractSigned>) => factsOfContract(one.fact, one.envelope.id)],
  [
    contractPaymentApproved.type,
    (one: Received<typeof contractPaymentApproved>) => factsOfPayment(one.fact, one.envelope.id),
  ],
  [returnAccepted.type, (one, change) => outcomes(one, change)],
]);

function factsOf(one: AnyReceived, change: Change<PrismaClient>, consumer: string): Fact[] | Promise<Fact[]> {
  const counting = COUNTING.get(one.event.type);
  if (!counting) throw new Error(`Nobody has said how ${one.event.type} counts.`);
  return counting(one, change, consumer);
}

async function outcomes(
  { fact, envelope }: Received<typeof returnAccepted>,
  change: Change<PrismaClient>,
): Promise<Fact[]> {
  await nameIndicators(change, fact);
  return factsOfReturn(fact, envelope.id);
}

const on = ({ envelope }: AnyReceived, instant: string): Moment => ({
  id: envelope.id,
  day: londonDate(instant).toString(),
});

type AboutBooking =
  | FactOf<typeof bookingConfirmed>
  | FactOf<typeof bookingCancelled>
  | FactOf<typeof bookingReduced>
  | FactOf<typeof bookingReturnedToList>
  | FactOf<typeof bookingAttended>
  | FactOf<typeof bookingNotAttended>;

/** Counts up or down to so many places of a booking. */
async function places(
  one: Received<EventDefinition<AboutBooking>>,
  stage: 'booking' | 'training',
  to: number,
  change: Change<PrismaClient>,
  consumer: string,
): Promise<Fact[]> {
  const { fact, envelope } = one;
  // Teams of the council train too; the cycle's stages count organisations.
  if (fact.audience === 'internal') return [];
  const counted = { consumer, bookingId: fact.bookingId, stage };
  const before = await countedBefore(change, counted);
  if (to !== before) await rememberCounted(change, counted, to);
  return factsOfPlaces(stage, fact, to - before, on(one, envelope.time));
}
