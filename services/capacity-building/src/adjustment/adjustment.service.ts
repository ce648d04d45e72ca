import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { type Change, mustBeCurrent, NotThere, Store } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { BookingAccess } from '../booking/booking-access.service';
import { placeNumbersOf } from '../booking/booking.queries';
import { OrganisationService } from '../organisation/organisation.service';
import { answeredOf } from '../letter/letter-about';
import { partyOf, queue } from '../letter/letter.queries';
import {
  after,
  LeadTimes,
  mayArrange,
  mustBeAhead,
  mustBePlaceOf,
  standing,
  type Step,
  UNCONFIRMED,
} from './adjustment';
import { type AskedFor, lockAdjustment, toReceipt } from './adjustment.queries';

type Receipt = capacityBuildingApi.AdjustmentReceipt;

/** Asking for adjustments and arranging them. Answers never repeat what is needed: they are kept under their key. */
@Injectable()
export class AdjustmentService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly access: BookingAccess,
    private readonly organisations: OrganisationService,
    private readonly leadTimes: LeadTimes,
  ) {}

  async request(asked: capacityBuildingApi.NewAdjustment, actor: Actor): Promise<Receipt> {
    const { bookingId, place, kind, detail } = asked;
    await this.access.mustAct(bookingId, actor);
    return this.store.change(actor, async (change) => {
      const { session, ...held } = await change.db.booking.findUniqueOrThrow({
        where: { id: bookingId },
        include: { session: true },
      });
      mustBeAhead(held, session, change.now.epochMilliseconds);
      mustBePlaceOf(await placeNumbersOf(change.db, bookingId), place);
      const row = await change.db.adjustment.create({
        data: {
          ...{ id: uuidv7(), bookingId, state: 'requested', leadWorkingDays: this.leadTimes.of(kind) },
          ...{ requestedBy: actor.id, requestedAt: new Date(change.now.epochMilliseconds) },
          need: { create: { place, kind, detail } },
        },
      });
      await change.audit('adjustment', row.id, 'requested', { detail: { booking: bookingId } });
      return toReceipt(await lockAdjustment(change, row.id), londonDate(change.now));
    });
  }

  async source(
    id: string,
    version: number,
    said: capacityBuildingApi.SourceAdjustment,
    actor: Actor,
  ): Promise<Receipt> {
    // What was answered before, such as that nobody was found, is true no more.
    return this.arrange(id, version, 'source', { ...said, answer: said.answer ?? null }, actor);
  }

  async confirm(
    id: string,
    version: number,
    { answer }: capacityBuildingApi.ConfirmAdjustment,
    actor: Actor,
  ): Promise<Receipt> {
    return this.arrange(id, version, 'confirm', answer === undefined ? {} : { answer }, actor);
  }

  async refuse(
    id: string,
    version: number,
    { answer }: capacityBuildingApi.RefuseAdjustment,
    actor: Actor,
  ): Promise<Receipt> {
    return this.arrange(id, version, 'refuse', { answer }, actor);
  }

  /** It is not needed any more: what was needed is erased at once. */
  async withdraw(id: string, version: number, actor: Actor): Promise<Receipt> {
    return this.store.change(actor, async (change) => {
      const row = await lockAdjustment(change, id);
      if (row.requestedBy !== actor.id) throw new NotThere('adjustment');
      await this.organisations.mustSeeBooking(actor, row.booking, 'adjustment');
      mustBeCurrent(row.version, version, 'adjustment');
      after(row.state as capacityBuildingApi.AdjustmentState, 'withdraw');
      await change.db.adjustmentNeed.deleteMany({ where: { adjustmentId: id } });
      return save(change, row, { state: 'withdrawn', ...NOT_CONFIRMED }, 'withdrawn');
    });
  }

  private async arrange(
    id: string,
    version: number,
    step: Exclude<Step, 'withdraw'>,
    said: Prisma.AdjustmentNeedUpdateInput,
    actor: Actor,
  ): Promise<Receipt> {
    if (!mayArrange(actor)) throw new NotThere('adjustment');
    return this.store.change(actor, async (change) => {
      const row = await lockAdjustment(change, id);
      const { session, ...booking } = row.booking;
      mustBeCurrent(row.version, version, 'adjustment');
      mustBeAhead(booking, session, change.now.epochMilliseconds);
      const state = after(standing(row, session).state, step);
      await change.db.adjustmentNeed.update({ where: { adjustmentId: id }, data: said });
      const yes = { confirmedStartsAt: session.startsAt, confirmedVenue: session.venue };
      if (!UNCONFIRMED.includes(state))
        await queue(change, [answeredOf(await partyOf(change.db, booking.id), id, version)]);
      return save(change, row, { state, ...(state === 'confirmed' ? yes : NOT_CONFIRMED) }, state);
    });
  }
}

const NOT_CONFIRMED = { confirmedStartsAt: null, confirmedVenue: null };

async function save(
  change: Change<PrismaClient>,
  row: AskedFor,
  data: Prisma.AdjustmentUpdateInput,
  action: string,
): Promise<Receipt> {
  await change.db.adjustment.update({ where: { id: row.id }, data: { ...data, version: row.version + 1 } });
  await change.audit('adjustment', row.id, action);
  return toReceipt(await lockAdjustment(change, row.id), londonDate(change.now));
}
