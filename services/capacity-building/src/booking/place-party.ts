import { Injectable } from '@nestjs/common';
import type { Change } from '@commissioning/service';
import { bookingConfirmed, bookingWaitlisted, type capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Booking, PrismaClient } from '../../generated/prisma/client';
import { OfferService } from '../offer/offer.service';
import type { Booker } from '../organisation/organisation.queries';
import { lockSession, placesOf, type SessionRow } from '../session/session.queries';
import { countOf, NONE, openTo, type Places, take } from '../waiting-list/places';
import { rankOf } from '../waiting-list/waiting-list';
import { fromPools } from '../waiting-list/waiting-list.queries';
import {
  mustBeForAudience,
  mustBeOpenForBooking,
  mustStayWithinCap,
  type Named,
  namedPlaces,
} from './booking';
import { factOf, insertBooking, withPlaces } from './booking.queries';
import { theBooking, toBooking } from './shown-booking.queries';

/** A booking that is moved may still come in after booking has closed, until the session starts. */
interface Coming {
  readonly id: string;
  readonly movedFrom: string | null;
}

/** Puts a party on a session: with places when all of it fits and nobody's turn comes first, else on the waiting list. */
@Injectable()
export class PlaceParty {
  constructor(private readonly offers: OfferService) {}

  /** In the caller's change. The answer of a booking that nobody was waiting before is made without reading again. */
  async place(
    change: Change<PrismaClient>,
    draft: capacityBuildingApi.NewBooking,
    booker: Booker,
    { id, movedFrom }: Coming = { id: uuidv7(), movedFrom: null },
  ): Promise<capacityBuildingApi.Booking> {
    const people = namedPlaces(draft.places, draft.names);
    const session = await lockSession(change, draft.sessionId, draft.organisationId);
    mustBeOpenForBooking(windowOf(session, movedFrom !== null), change.now.epochMilliseconds);
    mustBeForAudience(session.course.audience, booker.isTeam);
    mustStayWithinCap(Math.min(session.capPerOrganisation, session.capacity), session.living, draft.places);

    const free = placesOf(session);
    const open = openTo(free, booker.rules);
    const straight = session.partiesWaiting === 0 && countOf(open) >= draft.places;
    const given = straight ? take(open, draft.places) : undefined;
    const party = {
      ...partyOf(change, draft, given),
      id,
      movedFrom,
      rank: rankOf(session.priority, booker.rules),
    };
    await insertBooking(change, party, placed(people));
    const decides = !straight && countOf(free) > 0;
    const booked = straight || (decides && (await this.fitsIn(change, session, party)));
    await change.emit(booked ? bookingConfirmed : bookingWaitlisted, factOf(party, session));

    const isLast = session.priority.length === 0 && !decides;
    if (!straight && !isLast) return theBooking(change.db, id);
    const row = { ...party, session: { ...session, changes: [] }, passes: [], register: [] };
    const comers = placed(people).map((person) => ({ ...person, bookingId: id, attendance: null }));
    return toBooking({ ...row, people: comers }, booker.name, straight ? undefined : session.partiesWaiting);
  }

  /** Others wait too: the list decides whether this party's turn has come. */
  private async fitsIn(change: Change<PrismaClient>, session: SessionRow, { id }: Booking): Promise<boolean> {
    const waiting = { ...session, partiesWaiting: session.partiesWaiting + 1 };
    const given = await this.offers.handOut(change, waiting, id);
    if (given) await change.db.booking.update({ where: { id }, data: withPlaces(given, null) });
    return given !== undefined;
  }
}

const windowOf = (session: SessionRow, moved: boolean) => ({
  state: session.state,
  bookingOpensAt: session.bookingOpensAt.getTime(),
  bookingClosesAt: (moved ? session.startsAt : session.bookingClosesAt).getTime(),
});

const placed = (people: readonly Named[]) => people.map((person, index) => ({ place: index + 1, ...person }));

const partyOf = (
  change: Change<PrismaClient>,
  { sessionId, organisationId, places, contact }: capacityBuildingApi.NewBooking,
  given: Places | undefined,
): Omit<Booking, 'id' | 'movedFrom' | 'rank'> => ({
  ...{ sessionId, organisationId, places },
  ...(given
    ? withPlaces(given, null)
    : { state: 'waiting', offeredUntil: null, held: 0, ...fromPools(NONE) }),
  bookedAt: new Date(change.now.epochMilliseconds),
  bookedBy: change.actor.id,
  contactName: contact?.name ?? null,
  contactEmail: contact?.email ?? null,
  contactPhone: contact?.phone ?? null,
  ...{ passedOver: 0, because: null, movedTo: null, toldChange: null, keptChange: null, version: 1 },
});
