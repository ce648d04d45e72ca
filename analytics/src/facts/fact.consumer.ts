import { Controller } from '@nestjs/common';
import { londonDate } from '@commissioning/calendar';
import { OnBatch, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  bidOpened,
  bookingAttended,
  bookingCancelled,
  bookingConfirmed,
  bookingNotAttended,
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
import { SegmentStore } from './segment-store';

type AnyReceived = Received<EventDefinition<any>>;

/** Turns what happened into facts: one segment a batch, in the transaction of its inbox rows. */
@Controller()
export class FactConsumer {
  constructor(private readonly segments: SegmentStore) {}

  @OnBatch([
    ...[bookingConfirmed, bookingCancelled, bookingAttended, bookingNotAttended],
    ...[bidOpened, evaluationAwarded, contractSigned, contractPaymentApproved, returnAccepted],
  ])
  async count(received: readonly AnyReceived[], change: Change<PrismaClient>) {
    const facts: Fact[] = [];
    // One after the other: the second word on a booking counts the difference to the first.
    for (const one of received) facts.push(...(await factsOf(one, change)));
    await this.segments.add(change, facts);
  }
}

type Counting = (received: any, change: Change<PrismaClient>) => Fact[] | Promise<Fact[]>;

const COUNTING = new Map<string, Counting>([
  [bookingConfirmed.type, (one, change) => places(one, 'booking', one.fact.places, change)],
  [bookingCancelled.type, (one, change) => places(one, 'booking', 0, change)],
  [bookingAttended.type, (one, change) => places(one, 'training', one.fact.attended, change)],
  [bookingNotAttended.type, (one, change) => places(one, 'training', 0, change)],
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

function factsOf(one: AnyReceived, change: Change<PrismaClient>): Fact[] | Promise<Fact[]> {
  const counting = COUNTING.get(one.event.type);
  if (!counting) throw new Error(`Nobody has said how ${one.event.type} counts.`);
  return counting(one, change);
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
  | FactOf<typeof bookingAttended>
  | FactOf<typeof bookingNotAttended>;

/** Counts up or down to so many places of a booking. */
async function places(
  one: Received<EventDefinition<AboutBooking>>,
  stage: 'booking' | 'training',
  to: number,
  change: Change<PrismaClient>,
): Promise<Fact[]> {
  const { fact, envelope } = one;
  const before = await countedBefore(change, fact.bookingId, stage);
  if (to !== before) await rememberCounted(change, fact.bookingId, stage, to);
  return factsOfPlaces(stage, fact, to - before, on(one, envelope.time));
}
