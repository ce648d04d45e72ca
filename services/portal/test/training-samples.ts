import { capacityBuildingApi } from '@commissioning/schemas';

type Session = capacityBuildingApi.Session;
type Booking = capacityBuildingApi.Booking;

/** It is noon of a November day; samples lie around it. */
export const NOW = '2026-11-18T12:00:00Z';
export const ID = {
  course: '0190c000-0000-7000-8000-000000000001',
  session: '0190c000-0000-7000-8000-000000000002',
  booking: '0190c000-0000-7000-8000-000000000003',
  organisation: '0190c000-0000-7000-8000-000000000004',
  adjustment: '0190c000-0000-7000-8000-000000000005',
  other: '0190c000-0000-7000-8000-000000000006',
} as const;

const dateOn = (day: string) => ({ startsAt: `${day}T10:00:00Z`, endsAt: `${day}T13:00:00Z` });
const counts = { booked: 6, offered: 2, held: 0, reserved: 0, free: 4 };

/** Samples keep to the schemas, so that a page is never shown what no service would say. */
export const aSession = (change: Partial<Session> = {}): Session =>
  capacityBuildingApi.Session.parse({
    ...{ id: ID.session, courseId: ID.course, courseTitle: 'Costing a service', competencies: ['finance'] },
    ...{ ...dateOn('2026-12-01'), dates: [dateOn('2026-12-01')], venue: 'Brady Arts Centre', online: false },
    ...{ audience: 'external', ward: 'E05009331', capacity: 12, capPerOrganisation: 3, state: 'scheduled' },
    ...{ bookingOpensAt: '2026-11-01T10:00:00Z', bookingClosesAt: '2026-12-01T10:00:00Z' },
    ...{ places: counts, pools: [], priority: [], placesFree: 4, partiesWaiting: 0, version: 3 },
    ...change,
  });

export const SESSIONS: Readonly<Record<string, Session>> = {
  open: aSession(),
  full: aSession({
    ...{ places: { ...counts, booked: 8, offered: 2, held: 2, free: 0 }, placesFree: 0, partiesWaiting: 2 },
  }),
  reserved: aSession({
    places: { ...counts, reserved: 4, free: 0 },
    ...{ placesFree: 0, priority: ['small'] },
    pools: [
      { rule: 'small', places: 5, taken: 1, free: 4, releaseAt: '2026-11-24T09:00:00Z' },
      {
        ...{ rule: 'first-time-bidder', places: 2, taken: 0, free: 0, releaseAt: '2026-11-20T09:00:00Z' },
        released: { at: '2026-11-17T09:00:00Z', by: 'Tom Adeyemi', reason: 'Nobody asked for them.' },
      },
    ],
  }),
  series: aSession({
    dates: [dateOn('2026-12-01'), dateOn('2026-12-08')],
    ...{ online: true, venue: 'Online', ward: undefined, deliveryPartner: 'Three Lanterns Trust' },
  }),
  soon: aSession({ bookingOpensAt: '2026-11-20T09:00:00Z' }),
  closed: aSession({ bookingClosesAt: '2026-11-18T09:00:00Z' }),
  begun: aSession({ ...dateOn('2026-11-18'), dates: [dateOn('2026-11-18')] }),
  over: aSession({ ...dateOn('2026-11-10'), dates: [dateOn('2026-11-10')] }),
  cancelled: aSession({ state: 'cancelled', cancelledBecause: 'The trainer is ill.' }),
  internal: aSession({ audience: 'internal', competencies: ['procurement'] }),
};

export const aBooking = (change: Partial<Booking> = {}): Booking =>
  capacityBuildingApi.Booking.parse({
    ...{ id: ID.booking, sessionId: ID.session, courseId: ID.course, courseTitle: 'Costing a service' },
    ...{ ...dateOn('2026-12-01'), dates: [dateOn('2026-12-01')], venue: 'Brady Arts Centre', online: false },
    ...{ audience: 'external', organisationId: ID.organisation, organisationName: 'Paper Boat Advice' },
    ...{ places: 2, state: 'booked', bookedAt: '2026-11-02T10:00:00Z', version: 1 },
    people: [{ place: 1, name: 'Ayesha Khan' }, { place: 2 }],
    ...change,
  });

const waiting = { position: 2, hadPlaces: false, held: 0, tooLarge: false, passes: [] };

export const BOOKINGS: Readonly<Record<string, Booking>> = {
  booked: aBooking({ contact: { name: 'Bea', email: 'bea@example.org', phone: '020 7946 0000' } }),
  online: aBooking({ online: true, venue: 'Online', joiningLink: 'https://meet.example/costing' }),
  changed: aBooking({
    sessionChange: {
      ...{ changedAt: '2026-11-15T10:00:00Z', reason: 'The room is being painted.', kept: false },
      parts: ['venue', 'time'],
    },
  }),
  offered: aBooking({ state: 'offered', offeredUntil: '2026-11-20T17:00:00Z' }),
  waiting: aBooking({ state: 'waiting', waiting }),
  passedOver: aBooking({
    state: 'waiting',
    waiting: {
      ...{ position: 1, priority: 'small', hadPlaces: true, held: 1, tooLarge: false },
      passes: [{ at: '2026-11-12T10:00:00Z', placesFree: 1, reason: 'A party of 1 took it.' }],
    },
  }),
  tooLarge: aBooking({ state: 'waiting', waiting: { ...waiting, hadPlaces: true, tooLarge: true } }),
  cancelled: aBooking({ state: 'cancelled', because: 'given-back' }),
  sessionCancelled: aBooking({ state: 'cancelled', because: 'session-cancelled' }),
  expired: aBooking({ state: 'expired' }),
  attended: aBooking({
    ...dateOn('2026-11-10'),
    dates: [dateOn('2026-11-10')],
    people: [
      { place: 1, name: 'Ayesha Khan', attendance: 'attended' },
      { place: 2, attendance: 'not' },
    ],
  }),
};

export const aCourse = (change: Partial<capacityBuildingApi.Course> = {}): capacityBuildingApi.Course =>
  capacityBuildingApi.Course.parse({
    ...{
      id: ID.course,
      title: 'Costing a service',
      summary: 'Full costs, cash flow and a price that holds.',
    },
    ...{ competencies: ['finance'], audience: 'external', version: 1 },
    ...change,
  });

export const anAdjustment = (
  change: Partial<capacityBuildingApi.Adjustment> = {},
): capacityBuildingApi.Adjustment =>
  capacityBuildingApi.Adjustment.parse({
    ...{ id: ID.adjustment, bookingId: ID.booking, sessionId: ID.session, courseTitle: 'Costing a service' },
    ...{ startsAt: '2026-12-01T10:00:00Z', organisationId: ID.organisation, kind: 'bsl', place: 1 },
    ...{ organisationName: 'Paper Boat Advice', state: 'requested', requestedAt: '2026-11-02T10:00:00Z' },
    ...{ leadWorkingDays: 10, arrangeBy: '2026-11-17', workingDaysLeft: -1, late: true, movedSince: false },
    ...{ detail: 'Two interpreters for three hours', version: 1 },
    ...change,
  });
