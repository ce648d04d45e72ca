import type { capacityBuildingApi } from '@commissioning/schemas';
import { type Acting, eventually } from './client';

/** A course with one session. */
export async function schedule(
  coordinator: Acting,
  course: capacityBuildingApi.NewCourse,
  session: Omit<capacityBuildingApi.NewSession, 'courseId'>,
): Promise<capacityBuildingApi.Session> {
  const { id } = await coordinator.post<capacityBuildingApi.Course>(
    'capacity-building',
    '/v1/courses',
    course,
  );
  return coordinator.post('capacity-building', '/v1/sessions', { courseId: id, ...session });
}

/** Books for an organisation, once the register has told capacity building about it. */
export const book = (
  member: Acting,
  booking: Omit<capacityBuildingApi.NewBooking, 'names'> & { names?: string[] },
): Promise<capacityBuildingApi.Booking> =>
  eventually('the organisation to arrive in capacity building', () =>
    member.post('capacity-building', '/v1/bookings', booking),
  );

/** The coordinator ticks everybody of a booking. */
export async function attend(
  coordinator: Acting,
  { id }: capacityBuildingApi.Booking,
): Promise<capacityBuildingApi.Booking> {
  const path = `/v1/bookings/${id}`;
  const { people, version } = await coordinator.get<capacityBuildingApi.Booking>('capacity-building', path);
  const register = people.map(({ place }) => ({ place, attendance: 'attended' }));
  return coordinator.post('capacity-building', `${path}/attendance`, { people: register }, { version });
}
