import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  bookingCancelled,
  bookingConfirmed,
  bookingOffered,
  bookingOfferExpired,
  bookingWaitlisted,
  sessionScheduled,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { tell } from '../message/message.queries';

/** Training: what becomes of a party's places. When and where a session is, is looked up when the letter is written. */
@Controller()
export class SessionConsumer {
  @On(sessionScheduled)
  async keep({ fact }: Received<typeof sessionScheduled>, { db }: Change<PrismaClient>) {
    const { sessionId: id, courseTitle: title, startsAt, venue } = fact;
    const facts = { title, startsAt: new Date(startsAt), venue };
    await db.session.upsert({ where: { id }, create: { id, ...facts }, update: facts });
  }

  @On(bookingConfirmed)
  async confirmed({ fact, envelope }: Received<typeof bookingConfirmed>, change: Change<PrismaClient>) {
    await tell(change, envelope.id, [fact.organisationId], 'booking-confirmed', partyOf(fact));
  }

  @On(bookingWaitlisted)
  async waitlisted({ fact, envelope }: Received<typeof bookingWaitlisted>, change: Change<PrismaClient>) {
    await tell(change, envelope.id, [fact.organisationId], 'booking-waitlisted', partyOf(fact));
  }

  @On(bookingOffered)
  async offered({ fact, envelope }: Received<typeof bookingOffered>, change: Change<PrismaClient>) {
    const facts = { ...partyOf(fact), expiresAt: fact.expiresAt };
    await tell(change, envelope.id, [fact.organisationId], 'booking-offered', facts);
  }

  @On(bookingOfferExpired)
  async offerExpired({ fact, envelope }: Received<typeof bookingOfferExpired>, change: Change<PrismaClient>) {
    await tell(change, envelope.id, [fact.organisationId], 'booking-offer-expired', partyOf(fact));
  }

  @On(bookingCancelled)
  async cancelled({ fact, envelope }: Received<typeof bookingCancelled>, change: Change<PrismaClient>) {
    await tell(change, envelope.id, [fact.organisationId], 'booking-cancelled', partyOf(fact));
  }
}

const partyOf = ({ sessionId, places }: { sessionId: string; places: number }) => ({ sessionId, places });
