import { type Change, found } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Course, PrismaClient, Session } from '../../generated/prisma/client';

/** A session with its course. */
export type SessionRow = Session & { course: Course };

/**
 * The session, locked until the change is over: who gets a place and who waits is decided one after the other. That
 * no place is sold twice does not depend on it.
 */
export async function lockSession({ db, sql }: Change<PrismaClient>, id: string): Promise<SessionRow> {
  await sql.query('SELECT 1 FROM session WHERE id = $1::uuid FOR UPDATE', [id]);
  return found(await db.session.findUnique({ where: { id }, include: { course: true } }), 'session');
}

export const placesFree = ({ capacity, placesTaken }: Session): number => capacity - placesTaken;

export const toSession = (row: SessionRow, partiesWaiting: number): capacityBuildingApi.Session => ({
  id: row.id,
  courseId: row.courseId,
  courseTitle: row.course.title,
  competencies: row.course.competencies as capacityBuildingApi.Competency[],
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  venue: row.venue,
  ...(row.ward && { ward: row.ward }),
  capacity: row.capacity,
  capPerOrganisation: row.capPerOrganisation,
  bookingOpensAt: row.bookingOpensAt.toISOString(),
  bookingClosesAt: row.bookingClosesAt.toISOString(),
  state: row.state as capacityBuildingApi.Session['state'],
  placesFree: placesFree(row),
  partiesWaiting,
  version: row.version,
});
