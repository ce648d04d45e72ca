import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { mustBeCurrent, Store } from '@commissioning/service';
import { bookingAttended, bookingNotAttended, type capacityBuildingApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { cameOf, mustBeRegister } from './attendance';
import { factOf, lockBooking, shown } from './booking.queries';

@Injectable()
export class AttendanceService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** Keeps the register of one booking; recording again corrects it, and the trail keeps both. */
  async record(
    id: string,
    version: number,
    { people }: capacityBuildingApi.RecordAttendance,
    actor: Actor,
  ): Promise<capacityBuildingApi.Booking> {
    return this.store.change(actor, async (change) => {
      const { booking, session } = await lockBooking(change, id);
      mustBeCurrent(booking.version, version, 'booking');
      mustBeRegister(booking, session.startsAt.getTime(), change.now.epochMilliseconds, people);
      for (const { place, attendance } of people) {
        await change.db.attendee.update({
          where: { bookingId_place: { bookingId: id, place } },
          data: { attendance },
        });
      }
      await change.db.booking.update({ where: { id }, data: { version: version + 1 } });
      const came = cameOf(people);
      if (came > 0) await change.emit(bookingAttended, { ...factOf(booking, session), attended: came });
      else await change.emit(bookingNotAttended, factOf(booking, session));
      const [recorded] = await shown(change.db, { id });
      return recorded as capacityBuildingApi.Booking;
    });
  }
}
