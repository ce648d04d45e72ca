import type { Actor } from '@commissioning/auth';
import { type Change, found, NotThere, type TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Course, PrismaClient } from '../../generated/prisma/client';
import { isOfficer } from '../organisation/organisation.service';

/** The course; one of the internal programme exists for the council's officers only. Throws `NotThere`. */
export async function courseFor(
  db: TransactionOf<PrismaClient>,
  id: string,
  actor: Actor | undefined,
): Promise<Course> {
  const course = found(await db.course.findUnique({ where: { id } }), 'course');
  if (course.audience === 'internal' && !isOfficer(actor)) throw new NotThere('course');
  return course;
}

/** Whoever acts may know of the course, and the session, where one is named, is one of it. Throws `NotThere`. */
export async function mustBelong(
  { db, actor }: Change<PrismaClient>,
  { courseId, sessionId }: capacityBuildingApi.OpenToAllQuery,
): Promise<void> {
  await courseFor(db, courseId, actor);
  if (sessionId) found(await db.session.findFirst({ where: { id: sessionId, courseId } }), 'session');
}

/** Of the course; of one session and all of its course where a session is named. */
export const within = ({ courseId, sessionId }: capacityBuildingApi.OpenToAllQuery) => ({
  courseId,
  ...(sessionId && { OR: [{ sessionId }, { sessionId: null }] }),
});
