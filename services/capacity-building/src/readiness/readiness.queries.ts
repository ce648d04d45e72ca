import type { TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type { Organisation, PrismaClient } from '../../generated/prisma/client';
import { withLetters } from '../organisation/organisation.queries';
import { placesFree } from '../session/session.queries';
import type { Evidence } from './readiness';

type Db = TransactionOf<PrismaClient>;

/** What is known of organisations on a day (`YYYY-MM-DD`), by id and competency; of some of them nothing. */
export async function evidenceOf(
  db: Db,
  ids: readonly string[],
  today: string,
): Promise<Map<string, Map<string, Evidence>>> {
  const evidence = new Map<string, Map<string, Evidence>>();
  const note = (organisationId: string, competency: string, more: Evidence) => {
    const known = evidence.get(organisationId) ?? new Map<string, Evidence>();
    evidence.set(organisationId, known.set(competency, { ...known.get(competency), ...more }));
  };
  const organisationId = { in: [...ids] };
  const ratings = await db.selfRating.findMany({ where: { organisationId } });
  for (const { organisationId: id, competency, rating } of ratings)
    note(id, competency, { rating: rating as capacityBuildingApi.SelfRating });
  const came = await db.attendee.findMany({
    where: { attendance: { in: ['attended', 'partly'] }, booking: { organisationId, state: 'booked' } },
    select: {
      attendance: true,
      booking: {
        select: { organisationId: true, session: { select: { course: { select: { competencies: true } } } } },
      },
    },
  });
  for (const { attendance, booking } of came) {
    for (const competency of booking.session.course.competencies) {
      if (evidence.get(booking.organisationId)?.get(competency)?.attended === 'attended') continue;
      note(booking.organisationId, competency, { attended: attendance as 'attended' | 'partly' });
    }
  }
  const policies = await db.policy.findMany({ where: { organisationId }, orderBy: { expiresOn: 'asc' } });
  for (const { organisationId: id, competency, title, expiresOn } of policies) {
    const until = expiresOn.toISOString().slice(0, 10);
    note(id, competency, { policy: { title, expiresOn: until, inDate: until >= today } });
  }
  return evidence;
}

/** Organisations of the register whose name has these letters, by name, behind one of them. */
export async function organisationsByName(
  db: Db,
  find: string | undefined,
  after: string | undefined,
  most: number,
): Promise<Organisation[]> {
  const last = after && (await db.organisation.findUnique({ where: { id: after } }));
  return db.organisation.findMany({
    where: {
      ...(find && { name: withLetters(find) }),
      ...(last && { OR: [{ name: { gt: last.name } }, { name: last.name, id: { gt: last.id } }] }),
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: most,
  });
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
