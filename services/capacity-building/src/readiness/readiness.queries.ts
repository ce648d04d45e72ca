import type { TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { placesFree } from '../session/session.queries';
import type { Evidence } from './readiness';

type Db = TransactionOf<PrismaClient>;

/** What is known of an organisation on a day (`YYYY-MM-DD`), by competency. */
export async function evidenceOf(
  db: Db,
  organisationId: string,
  today: string,
): Promise<Map<string, Evidence>> {
  const evidence = new Map<string, Evidence>();
  const ratings = await db.selfRating.findMany({ where: { organisationId } });
  for (const { competency, rating } of ratings)
    evidence.set(competency, { rating: rating as capacityBuildingApi.SelfRating });
  const came = await db.attendee.findMany({
    where: {
      attendance: { in: ['attended', 'partly'] },
      booking: { organisationId, state: 'booked' },
    },
    select: {
      attendance: true,
      booking: { select: { session: { select: { course: { select: { competencies: true } } } } } },
    },
  });
  for (const { attendance, booking } of came) {
    for (const competency of booking.session.course.competencies) {
      const known = evidence.get(competency);
      if (known?.attended === 'attended') continue;
      evidence.set(competency, { ...known, attended: attendance as 'attended' | 'partly' });
    }
  }
  const policies = await db.policy.findMany({ where: { organisationId }, orderBy: { expiresOn: 'asc' } });
  for (const { competency, title, expiresOn } of policies) {
    const until = expiresOn.toISOString().slice(0, 10);
    const policy = { title, expiresOn: until, inDate: until >= today };
    evidence.set(competency, { ...evidence.get(competency), policy });
  }
  return evidence;
}

/** The next session that organisations can book, by competency; one with free places before one with a waiting list. */
export async function nextSessions(db: Db, now: Date): Promise<Map<string, capacityBuildingApi.NextSession>> {
  const sessions = await db.session.findMany({
    where: {
      ...{ state: 'scheduled', course: { audience: 'external' } },
      ...{ bookingOpensAt: { lte: now }, bookingClosesAt: { gt: now } },
    },
    include: { course: true },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  });
  const next = new Map<string, capacityBuildingApi.NextSession>();
  for (const session of sessions) {
    for (const competency of session.course.competencies) {
      const better = next.get(competency);
      if (better && (better.placesFree > 0 || placesFree(session) === 0)) continue;
      next.set(competency, {
        ...{ sessionId: session.id, courseTitle: session.course.title },
        startsAt: session.startsAt.toISOString(),
        placesFree: placesFree(session),
      });
    }
  }
  return next;
}
