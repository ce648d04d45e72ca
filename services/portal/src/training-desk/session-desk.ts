import type { capacityBuildingApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';

type Booking = capacityBuildingApi.Booking;
type Session = capacityBuildingApi.Session;

/** A session with all its bookings, as those who run it see them. */
export async function loadDesk(api: ServiceApi, visitor: Visitor, id: string) {
  const [session, { items }] = await Promise.all([
    api.get<Session>('capacity-building', `/v1/sessions/${id}`, visitor),
    api.get<{ items: Booking[] }>('capacity-building', `/v1/sessions/${id}/bookings`, visitor),
  ]);
  const inState = (state: Booking['state']) => items.filter((booking) => booking.state === state);
  const waiting = inState('waiting').sort((a, b) => (a.partiesBefore ?? 0) - (b.partiesBefore ?? 0));
  return { session, booked: inState('booked'), offered: inState('offered'), waiting };
}

/** Everybody to whom a change of the session matters, with what it means for them. */
export const affectedBy = ({ booked, offered, waiting }: Awaited<ReturnType<typeof loadDesk>>) =>
  [
    { bookings: booked, now: 'has places' },
    { bookings: offered, now: 'is offered places' },
    { bookings: waiting, now: 'is on the waiting list' },
  ].flatMap(({ bookings, now }) =>
    bookings.map(({ id, organisationName, places, people }) => ({
      ...{ id, places, now, name: organisationName ?? 'An organisation not known here yet' },
      named: people.filter(({ name }) => name).length,
    })),
  );

export const deskBreadcrumbs = ({ id, courseId, courseTitle }: Session, onDesk = false) => [
  { text: 'Home', href: '/' },
  { text: 'Courses', href: '/training/courses' },
  { text: courseTitle, href: `/training/courses/${courseId}` },
  ...(onDesk ? [] : [{ text: 'Session', href: `/training/sessions/${id}/desk` }]),
];
