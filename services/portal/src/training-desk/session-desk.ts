import type { capacityBuildingApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';
import { places } from '../training/words';

type Session = capacityBuildingApi.Session;
type State = capacityBuildingApi.BookingState;

export const loadSession = (api: ServiceApi, visitor: Visitor, id: string): Promise<Session> =>
  api.get<Session>('capacity-building', `/v1/sessions/${id}`, visitor);

/** A session with the first of those who have places, are offered some or wait, as those who run it see them. */
export async function loadDesk(api: ServiceApi, visitor: Visitor, id: string) {
  const ask = <Page>(path: string) =>
    api.get<Page>('capacity-building', `/v1/sessions/${id}/${path}`, visitor);
  const inState = (state: State) => ask<capacityBuildingApi.BookingPage>(`bookings?state=${state}`);
  const [session, booked, offered, waiting] = await Promise.all([
    loadSession(api, visitor, id),
    inState('booked'),
    inState('offered'),
    ask<capacityBuildingApi.WaitingList>('waiting-list'),
  ]);
  return { session, booked, offered, waiting };
}

/** To whom a change of the session matters, with what it means for them; the first of many, and how many in all. */
export function affectedBy({ session, booked, offered, waiting }: Awaited<ReturnType<typeof loadDesk>>) {
  const parties = [
    ...booked.items.map((one) => ({ ...one, now: 'has places' })),
    ...offered.items.map((one) => ({ ...one, now: 'is offered places' })),
    ...waiting.items.map((one) => ({ ...one, id: one.bookingId, now: 'is on the waiting list' })),
  ].map(({ id, organisationName, places: count, now }) => ({
    ...{ id, now, places: count, name: organisationName ?? 'An organisation not known here yet' },
  }));
  const isAll = ![booked, offered, waiting].some(({ nextCursor }) => nextCursor);
  const counts = session.places;
  return {
    parties,
    ...(!isAll && {
      inAll: `The first of each are shown. In all, ${places(counts.booked)} are booked, ${counts.offered} offered, and ${session.partiesWaiting} parties wait.`,
    }),
  };
}

export const deskBreadcrumbs = ({ id, courseId, courseTitle }: Session, onDesk = false) => [
  { text: 'Home', href: '/' },
  { text: 'Courses', href: '/training/courses' },
  { text: courseTitle, href: `/training/courses/${courseId}` },
  ...(onDesk ? [] : [{ text: 'Session', href: `/training/sessions/${id}/desk` }]),
];
