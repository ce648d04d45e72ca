import type { TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

type Db = TransactionOf<PrismaClient>;
type Attendance = capacityBuildingApi.Attendance;

/** How many of those expected on a date of a session the register says nothing of yet. */
export async function countToMark(db: Db, sessionId: string, date: number): Promise<number> {
  const [row] = await db.$queryRawUnsafe<{ people: number }[]>(
    `SELECT count(*)::int AS people FROM attendee a JOIN booking b ON b.id = a.booking_id
     WHERE b.session_id = $1::uuid AND b.state = 'booked' AND NOT EXISTS (
       SELECT 1 FROM attendance_entry e WHERE e.booking_id = a.booking_id AND e.place = a.place AND e.date = $2::int)`,
    sessionId,
    date,
  );
  return row?.people ?? 0;
}

/** A line of the register that another one corrected. */
export interface CorrectionRow {
  readonly id: string;
  readonly bookingId: string;
  readonly organisationId: string;
  readonly place: number;
  readonly name: string | null;
  readonly date: number;
  readonly from: Attendance;
  readonly to: Attendance;
  readonly correctedAt: Date;
  readonly correctedBy: string;
  readonly reason: string | null;
}

/**
 * Lines of a session's register that correct an earlier one, the last first, from before a line on. A line that says
 * the same again with a reason corrects who came.
 */
export const correctionsOf = (
  db: Db,
  sessionId: string,
  before: string | undefined,
  most: number,
): Promise<CorrectionRow[]> =>
  db.$queryRawUnsafe<CorrectionRow[]>(
    `SELECT e.id, e.booking_id AS "bookingId", e.organisation_id AS "organisationId", e.place, a.name, e.date,
       e.corrected AS "from", e.attendance AS "to", e.recorded_at AS "correctedAt", e.recorded_by AS "correctedBy",
       e.reason
     FROM (SELECT e.*, b.organisation_id,
         lag(e.attendance) OVER (PARTITION BY e.booking_id, e.place, e.date ORDER BY e.id) AS corrected
       FROM attendance_entry e JOIN booking b ON b.id = e.booking_id WHERE b.session_id = $1::uuid) e
     LEFT JOIN attendee a ON a.booking_id = e.booking_id AND a.place = e.place
     WHERE e.corrected IS NOT NULL AND (e.corrected <> e.attendance OR e.reason IS NOT NULL)
       AND ($2::uuid IS NULL OR e.id < $2::uuid)
     ORDER BY e.id DESC LIMIT $3::int`,
    sessionId,
    before ?? null,
    most,
  );
