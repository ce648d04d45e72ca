import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, mustBeCurrent, Store } from '@commissioning/service';
import {
  bookingAttended,
  bookingNotAttended,
  bookingPeopleNamed,
  type capacityBuildingApi,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { AttendanceEntry, Attendee, PrismaClient } from '../../generated/prisma/client';
import { BookingAccess } from '../booking/booking-access.service';
import { factOf, lockBooking } from '../booking/booking.queries';
import { theBooking } from '../booking/shown-booking.queries';
import { byDate, cameOf, latestOf, type Line, mustBeRegister, mustSayWhy, overall } from './attendance';

@Injectable()
export class AttendanceService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly access: BookingAccess,
  ) {}

  /** Keeps the register of one booking, place by place and date by date; recording again corrects it. */
  async record(
    id: string,
    version: number,
    { people, date = 1, reason }: capacityBuildingApi.RecordAttendance,
    actor: Actor,
  ): Promise<capacityBuildingApi.Booking> {
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      const seats = await change.db.attendee.findMany({
        where: { bookingId: id },
        orderBy: { place: 'asc' },
      });
      const begins = session.dates.find(({ number }) => number === date)?.startsAt.getTime();
      const register = { state: booking.state, places: seats.map(({ place }) => place) };
      mustBeRegister(register, begins, change.now.epochMilliseconds, people);
      const before = await linesOf(change, id);
      const written = people.map((person) => ({ ...person, date }));
      mustSayWhy(latestOf(before), seats, written, reason);
      await this.write(change, id, written, reason);
      const named = await this.name(change, id, seats, people);
      const lines = latestOf([...before, ...written]);
      const came = seats.map(({ place }) => ({
        place,
        attendance: overall(byDate(lines, place), session.dates.length) ?? null,
      }));
      await this.sumUp(change, id, came);
      await change.db.booking.update({ where: { id }, data: { version: version + 1 } });
      if (named !== undefined)
        await change.emit(bookingPeopleNamed, { ...factOf(booking, session), named }, reason);
      const attended = cameOf(came);
      if (attended > 0) await change.emit(bookingAttended, { ...factOf(booking, session), attended }, reason);
      else await change.emit(bookingNotAttended, factOf(booking, session), reason);
      return theBooking(change.db, id);
    });
  }

  /** Every line as it was written, the first first; also those that were corrected. */
  async history(id: string, actor: Actor): Promise<{ items: capacityBuildingApi.AttendanceEntry[] }> {
    await this.access.mustSee(id, actor);
    const lines = await this.store.db.attendanceEntry.findMany({
      where: { bookingId: id },
      orderBy: { id: 'asc' },
    });
    const standing = new Set(latestOf(lines).map((line) => line.id));
    return { items: lines.map((line) => toEntry(line, standing.has(line.id))) };
  }

  private async write(
    { db, now, actor }: Change<PrismaClient>,
    bookingId: string,
    lines: readonly Line[],
    reason: string | undefined,
  ): Promise<void> {
    const recordedAt = new Date(now.epochMilliseconds);
    await db.attendanceEntry.createMany({
      data: lines.map(({ place, date, attendance }) => ({
        ...{ id: uuidv7(), bookingId, place, date, attendance, recordedAt, recordedBy: actor.name },
        ...(reason && { reason }),
      })),
    });
  }

  /** Names whom nobody had named, or who came for another. Resolves to how many are named then, if that changed. */
  private async name(
    { db }: Change<PrismaClient>,
    bookingId: string,
    seats: readonly Attendee[],
    people: capacityBuildingApi.RecordAttendance['people'],
  ): Promise<number | undefined> {
    const names = new Map(seats.map(({ place, name }) => [place, name]));
    const changed = people.filter(({ place, name }) => name !== undefined && name !== names.get(place));
    for (const { place, name = null } of changed) {
      names.set(place, name);
      // The address was that of whoever was named before.
      const where = { bookingId_place: { bookingId, place } };
      await db.attendee.update({ where, data: { name, email: null } });
    }
    return changed.length > 0 ? [...names.values()].filter((name) => name !== null).length : undefined;
  }

  private async sumUp(
    { db }: Change<PrismaClient>,
    bookingId: string,
    people: readonly { place: number; attendance: string | null }[],
  ): Promise<void> {
    for (const { place, attendance } of people)
      await db.attendee.update({ where: { bookingId_place: { bookingId, place } }, data: { attendance } });
  }
}

async function linesOf({ db }: Change<PrismaClient>, bookingId: string): Promise<Line[]> {
  const lines = await db.attendanceEntry.findMany({ where: { bookingId }, orderBy: { id: 'asc' } });
  return lines.map(({ place, date, attendance }) => ({
    place,
    date,
    attendance: attendance as Line['attendance'],
  }));
}

const toEntry = (line: AttendanceEntry, stands: boolean): capacityBuildingApi.AttendanceEntry => ({
  ...{ place: line.place, date: line.date, attendance: line.attendance as Line['attendance'] },
  ...{ recordedAt: line.recordedAt.toISOString(), recordedBy: line.recordedBy },
  ...(line.reason && { reason: line.reason }),
  stands,
});
