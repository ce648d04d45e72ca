import { found, type TransactionOf } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import type {
  AttendanceEntry,
  Attendee,
  Booking,
  PassOver,
  Prisma,
  PrismaClient,
  SessionChange,
} from '../../generated/prisma/client';
import { byDate, latestOf } from '../attendance/attendance';
import { namesOf } from '../organisation/organisation.queries';
import { TOLD } from '../session/session';
import { datesOf, type SessionRow, WHOLE_SESSION } from '../session/session.queries';
import { placesInList, standingOf } from '../waiting-list/waiting-list.queries';

type Db = TransactionOf<PrismaClient>;

/** A booking with all that is shown of it. */
export type BookingRow = Booking & {
  session: SessionRow & { changes: SessionChange[] };
  people: Attendee[];
  passes: PassOver[];
  register: AttendanceEntry[];
};

const WHOLE = {
  session: {
    include: {
      ...WHOLE_SESSION,
      changes: { where: { parts: { hasSome: [...TOLD] } }, orderBy: { changedAt: 'desc' as const } },
    },
  },
  people: { orderBy: { place: 'asc' as const } },
  passes: { orderBy: { passedAt: 'asc' as const } },
  register: { orderBy: { id: 'asc' as const } },
};

/** Bookings as people see them, in the order in which they were made. */
export async function shown(
  db: Db,
  where: Prisma.BookingWhereInput,
  most?: number,
): Promise<capacityBuildingApi.Booking[]> {
  const rows = await db.booking.findMany({ where, include: WHOLE, orderBy: { id: 'asc' }, take: most });
  const names = await namesOf(
    db,
    rows.map(({ organisationId }) => organisationId),
  );
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const places = await placesInList(
    db,
    waiting.map(({ sessionId }) => sessionId),
    waiting.map(({ id }) => id),
  );
  return rows.map((row) => toBooking(row, names.get(row.organisationId), places.get(row.id)));
}

/** One booking as it stands. Throws `NotThere`. */
export const theBooking = async (db: Db, id: string): Promise<capacityBuildingApi.Booking> =>
  found((await shown(db, { id }))[0], 'booking');

/** One booking as people see it, from what is known of it; `before` is how many parties stand before it. */
export const toBooking = (
  row: BookingRow,
  organisationName: string | undefined,
  before: number | undefined,
): capacityBuildingApi.Booking => ({
  id: row.id,
  sessionId: row.sessionId,
  courseId: row.session.courseId,
  courseTitle: row.session.course.title,
  audience: row.session.course.audience as capacityBuildingApi.Audience,
  startsAt: row.session.startsAt.toISOString(),
  endsAt: row.session.endsAt.toISOString(),
  dates: datesOf(row.session.dates),
  venue: row.session.venue,
  online: row.session.online,
  ...(row.state === 'booked' && row.session.joiningLink && { joiningLink: row.session.joiningLink }),
  organisationId: row.organisationId,
  ...(organisationName && { organisationName }),
  places: row.places,
  state: row.state as capacityBuildingApi.BookingState,
  ...(row.because && { because: row.because as capacityBuildingApi.EndedBecause }),
  bookedAt: row.bookedAt.toISOString(),
  ...contactOf(row),
  ...(row.offeredUntil && { offeredUntil: row.offeredUntil.toISOString() }),
  ...(before !== undefined && { partiesBefore: before, waiting: standingOf(row, before) }),
  ...changeOf(row),
  ...(row.movedTo && { movedTo: row.movedTo }),
  ...(row.movedFrom && { movedFrom: row.movedFrom }),
  people: row.people.map((person) => toAttendee(person, row)),
  version: row.version,
});

const contactOf = ({ contactName, contactEmail, contactPhone }: Booking) =>
  contactName && contactEmail
    ? { contact: { name: contactName, email: contactEmail, ...(contactPhone && { phone: contactPhone }) } }
    : {};

/** Who has a place when a session changes is told, and says whether they still come. */
function changeOf({ session, toldChange, keptChange }: BookingRow) {
  const change = session.changes.find(({ id }) => id === toldChange);
  if (!change) return {};
  const parts = change.parts as capacityBuildingApi.ChangedPart[];
  const kept = keptChange === toldChange;
  const changedAt = change.changedAt.toISOString();
  return { sessionChange: { changedAt, reason: change.reason, parts, kept } };
}

function toAttendee(
  { place, name, email, attendance }: Attendee,
  row: BookingRow,
): capacityBuildingApi.Attendee {
  const isSeries = row.session.dates.length > 1;
  const recorded = isSeries ? byDate(latestOf(row.register), place) : [];
  return {
    place,
    ...(name && { name }),
    ...(email && { email }),
    ...(attendance && { attendance: attendance as capacityBuildingApi.Attendance }),
    ...(recorded.length > 0 && { byDate: recorded }),
  };
}
