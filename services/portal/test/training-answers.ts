import { capacityBuildingApi } from '@commissioning/schemas';
import { aBooking, aCourse, anAdjustment, aSession, BOOKINGS, ID, SESSIONS } from './training-samples';

type Answer = readonly [path: RegExp, answer: unknown];

const readiness = capacityBuildingApi.ReadinessProfile.parse({
  organisationId: ID.organisation,
  competencies: [
    { competency: 'tender-process', level: 'ready', reason: 'Somebody attended', attended: 'attended' },
    {
      ...{ competency: 'finance', level: 'nearly', reason: 'You could with help', rating: 'with-help' },
      policy: { title: 'Accounts 2025', expiresOn: '2027-03-31', inDate: true },
      nextStep: 'Attend a session on finance',
      nextSession: {
        ...{ sessionId: ID.session, courseTitle: 'Costing a service', startsAt: '2026-12-01T10:00:00Z' },
        placesFree: 4,
      },
    },
    { competency: 'governance', level: 'not-yet', reason: 'You have not said yet' },
  ],
});

const overview = capacityBuildingApi.ReadinessOverview.parse({
  items: [
    {
      ...{ organisationId: ID.organisation, organisationName: 'Paper Boat Advice', trained: true },
      competencies: [
        { competency: 'finance', level: 'ready' },
        { competency: 'equality', level: 'not-yet' },
      ],
    },
    { organisationId: ID.other, organisationName: 'Tin Roof', trained: false, competencies: [] },
  ],
  nextCursor: 'more',
});

const standing = capacityBuildingApi.FeedbackStanding.parse({
  ...{ opensOn: '2026-11-10', closesOn: '2026-11-24' },
  places: [
    { place: 1, name: 'Ayesha Khan', standing: 'open' },
    { place: 2, standing: 'open' },
  ],
});

const summary = capacityBuildingApi.FeedbackSummary.parse({
  ...{ sessionId: ID.session, state: 'shown', closesOn: '2026-11-17', attended: 12, answered: 9 },
  questions: [{ question: 'useful', mean: 4.3 }],
  ...{ helped: ['The examples'], change: ['More time'] },
});

const materials = [
  {
    ...{ id: ID.other, courseId: ID.course, title: 'Slides', link: 'https://example.org/slides' },
    ...{ publishedAt: '2026-11-10T10:00:00Z', version: 1 },
  },
  {
    ...{ id: ID.session, courseId: ID.course, title: 'Old sheet', text: 'Prices of 2019', version: 2 },
    publishedAt: '2026-11-01T10:00:00Z',
    withdrawn: { at: '2026-11-11T10:00:00Z', reason: 'Out of date' },
  },
].map((one) => capacityBuildingApi.Material.parse(one));

const questions = [
  {
    ...{ id: ID.other, courseId: ID.course, question: 'May we include rent?', state: 'answered', version: 2 },
    ...{ answer: 'Yes.', answeredAt: '2026-11-11T10:00:00Z' },
  },
  { id: ID.booking, courseId: ID.course, question: 'And heating?', state: 'open', version: 1 },
].map((one) => capacityBuildingApi.TrainingQuestion.parse(one));

const reach = capacityBuildingApi.TrainingReach.parse({
  ...{ financialYear: 2026, audience: 'external', note: '' },
  bySize: [
    { category: 'Small', organisations: 10, places: 14 },
    { category: 'Large', organisations: null, places: null },
  ],
  byWard: [{ category: 'E05009331', organisations: 0, places: 0 }],
  byFocus: [],
});

const warnings = {
  items: [{ sessionId: ID.session, courseTitle: 'Costing', startsAt: '2026-12-01T10:00:00Z' }],
};
const terms = {
  items: [
    { kind: 'bsl', leadWorkingDays: 10, askBy: '2026-11-17', late: true },
    { kind: 'childcare', leadWorkingDays: 5, askBy: '2026-11-24', late: false },
  ],
};

const board = (['requested', 'sourced', 'confirmed', 'cannot-meet', 'withdrawn'] as const).map(
  (state, index) =>
    anAdjustment({
      id: ID.adjustment.replace(/5$/, String(index)),
      state,
      ...(state !== 'requested' && { supplier: 'Signs & Co', answer: 'We booked them.' }),
    }),
);
const bookings = Object.values(BOOKINGS).map((one, index) => ({
  ...one,
  id: ID.booking.replace(/3$/, String(index)),
}));
const party = {
  bookingId: ID.booking,
  organisationId: ID.organisation,
  organisationName: 'Paper Boat',
  places: 2,
};
const outlook = {
  ...{ capacity: 4, short: 2, places: { booked: 4, offered: 0, held: 0, reserved: 0, free: 0 } },
  suggestion: [{ ...party, state: 'booked', action: 'return-to-list' }],
  offers: [party],
};
const waitingParty = {
  ...{ ...party, version: 1, waitingSince: '2026-11-02T10:00:00Z', position: 1, hadPlaces: false, held: 1 },
  tooLarge: false,
  passes: [{ at: '2026-11-12T10:00:00Z', placesFree: 1, reason: 'A party of 1 took it.' }],
};
const line = {
  bookingId: ID.booking,
  organisationId: ID.organisation,
  organisationName: 'Paper Boat',
  version: 2,
};
const register = capacityBuildingApi.SessionRegister.parse({
  items: [
    { ...line, place: 1, name: 'Ayesha Khan', attendance: 'attended' },
    { ...line, place: 2 },
  ],
  ...{ expected: 240, toMark: 239, nextCursor: 'more' },
});
const { version: _, ...place } = line;
const corrections = capacityBuildingApi.RegisterCorrections.parse({
  items: [
    {
      ...{ ...place, id: ID.other, place: 1, name: 'Ayesha Khan', date: 1, from: 'not', to: 'attended' },
      ...{ correctedAt: '2026-11-18T10:10:00Z', correctedBy: 'Tom Adeyemi', reason: 'She came late.' },
    },
  ],
  nextCursor: 'more',
});
const changes = [
  {
    ...{ changedAt: '2026-11-15T10:00:00Z', changedBy: 'Tom Adeyemi', reason: 'The larger room is free.' },
    ...{ parts: ['capacity'], before: { capacity: 10 }, after: { capacity: 12 } },
  },
].map((one) => capacityBuildingApi.SessionChange.parse(one));
const certificate = {
  ...{
    reference: 'CC-7KQ4-M2XD-9PWF',
    state: 'valid',
    name: 'Ayesha Khan',
    courseTitle: 'Costing a service',
  },
  ...{ competencies: ['finance'], heldOn: '2026-11-10', issuedAt: '2026-11-11T10:00:00Z' },
};

/** What is true of everything while `session` and `booking` are looked at. */
export const answersAbout = (
  session = SESSIONS['open'] ?? aSession(),
  booking = BOOKINGS['booked'] ?? aBooking(),
): Answer[] => [
  [/^\/v1\/needs/, { wards: [{ code: 'E05009331', name: 'Weavers' }] }],
  [/^\/v1\/memberships/, { organisationIds: [ID.organisation] }],
  [/^\/v1\/organisations\?/, { items: [{ id: ID.organisation, name: 'Paper Boat Advice' }] }],
  [/^\/v1\/organisations\//, { id: ID.organisation, name: 'Paper Boat Advice' }],
  [/^\/v1\/calendar\//, { month: '2026-12', days: [{ day: '2026-12-01', sessions: [session] }] }],
  [/^\/v1\/sessions\/[^/]+\/bookings/, { items: bookings, nextCursor: 'more' }],
  [/^\/v1\/sessions\/[^/]+\/register\/corrections/, corrections],
  [/^\/v1\/sessions\/[^/]+\/register/, register],
  [/^\/v1\/sessions\/[^/]+\/changes/, { items: changes }],
  [/^\/v1\/sessions\/[^/]+\/adjustment-terms/, terms],
  [/^\/v1\/sessions\/[^/]+\/feedback/, summary],
  [/^\/v1\/sessions\/[^/]+\/capacity/, outlook],
  [/^\/v1\/sessions\/[^/]+\/waiting-list/, { items: [waitingParty] }],
  [/^\/v1\/sessions\?/, { items: [session, aSession({ id: ID.other })], nextCursor: 'more' }],
  [/^\/v1\/sessions\//, session],
  [/^\/v1\/bookings\/[^/]+\/feedback/, standing],
  [/^\/v1\/bookings(\?|$)/, { items: bookings }],
  [/^\/v1\/bookings\//, booking],
  [
    /^\/v1\/courses(\?|$)/,
    { items: [aCourse(), aCourse({ id: ID.other, audience: 'internal' })], nextCursor: 'more' },
  ],
  [/^\/v1\/courses\//, aCourse()],
  [/^\/v1\/teams/, { items: [{ id: ID.organisation, name: 'Procurement' }] }],
  [
    /^\/v1\/adjustment-warnings/,
    { items: warnings.items.map((one) => ({ ...one, unconfirmed: 2, late: true })) },
  ],
  [/^\/v1\/adjustment-board/, { items: board }],
  [/^\/v1\/adjustments\?/, { items: board }],
  [/^\/v1\/readiness\?/, overview],
  [/^\/v1\/readiness/, readiness],
  [/^\/v1\/materials/, { items: materials }],
  [/^\/v1\/questions\/(open|mine)/, { items: questions.slice(1) }],
  [/^\/v1\/questions/, { items: questions.slice(0, 1) }],
  [/^\/v1\/reach/, reach],
  [
    /^\/v1\/calendar-feeds/,
    { items: [{ id: ID.other, organisationId: ID.organisation, createdAt: '2026-11-01T10:00:00Z' }] },
  ],
  [/^\/v1\/certificates/, certificate],
];

/** Before anybody did anything. */
export const NOTHING: Answer[] = [
  [/^\/v1\/memberships/, { organisationIds: [] }],
  [/^\/v1\/calendar\//, { month: '2026-12', days: [] }],
  [
    /^\/v1\/sessions\/[^/]+\/feedback/,
    { ...summary, state: 'too-few', questions: [], helped: [], change: [] },
  ],
  [/^\/v1\/bookings\/[^/]+\/feedback/, { ...standing, places: [] }],
  [/^\/v1\/reach/, { ...reach, bySize: [], byWard: [], byFocus: [] }],
  [/^\/v1\/sessions\/[^/]+\/register/, { items: [], expected: 0, toMark: 0 }],
  [/^\/v1\/needs/, undefined],
  [
    /(bookings|changes|waiting-list|courses|teams|materials|questions|open|mine|adjustment-board|calendar-feeds|adjustment-warnings)$/,
    { items: [] },
  ],
  [/\?/, { items: [] }],
];
