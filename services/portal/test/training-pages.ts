import { aBrowser, clock, coordinator, drafts, member, nobody, officer } from './portal-double';
import { answersAbout, NOTHING } from './training-answers';
import { BOOKINGS, ID, SESSIONS } from './training-samples';
import { AfterwardsPages } from '../src/bookings/after.pages';
import { BookPages } from '../src/bookings/book.pages';
import { BookingPages } from '../src/bookings/bookings.pages';
import { BookingChangePages } from '../src/bookings/changes.pages';
import { FeedPages } from '../src/bookings/feeds.pages';
import { NeedPages } from '../src/bookings/needs.pages';
import type { ServiceApi } from '../src/pages/service-api';
import type { Visitor } from '../src/pages/visitor';
import { ReadinessPages } from '../src/readiness/readiness.pages';
import { AdjustmentPages } from '../src/training-desk/adjustments.pages';
import { CapacityPages } from '../src/training-desk/capacity.pages';
import { CoursePages } from '../src/training-desk/courses.pages';
import { FeedbackSummaryPages } from '../src/training-desk/feedback.pages';
import { PoolPages } from '../src/training-desk/pools.pages';
import { TrainingReachPages } from '../src/training-desk/reach.pages';
import { RegisterPages } from '../src/training-desk/register.pages';
import { SessionChangePages } from '../src/training-desk/session-change.pages';
import { SessionBookingPages } from '../src/training-desk/session-bookings.pages';
import { SessionDeskPages } from '../src/training-desk/session-desk.pages';
import { TeamPages } from '../src/training-desk/teams.pages';
import { CertificatePages } from '../src/training/certificates.pages';
import { MaterialPages } from '../src/training/materials.pages';
import { SessionPages } from '../src/training/sessions.pages';

const { booking, session, course } = ID;
type Show = (api: ServiceApi, visitor: Visitor) => unknown;

const OF_A_SESSION: Readonly<Record<string, Show>> = {
  list: (api, who) => new SessionPages(api, clock).list(who, {}),
  calendar: (api, who) => new SessionPages(api, clock).calendar(who, { month: '2026-12', about: 'finance' }),
  session: (api, who) => new SessionPages(api, clock).show(who, session),
  who: (api, who) => new BookPages(api, drafts, clock).who(who, session, aBrowser()),
  needs: async (api, who) => {
    const [pages, browser] = [new BookPages(api, drafts, clock), aBrowser()];
    const party = { organisationId: ID.organisation, places: '2', names: 'Ayesha Khan' };
    await pages.keepWho(who, session, browser, party);
    return pages.keepNeeds(who, session, browser, { need: ['interpreter'], 'contact-name': 'Bea' });
  },
  check: async (api, who) => {
    const [pages, browser] = [new BookPages(api, drafts, clock), aBrowser()];
    const party = { organisationId: ID.organisation, places: '2', names: 'Ayesha Khan' };
    await pages.keepWho(who, session, browser, party);
    await pages.keepNeeds(who, session, browser, { need: 'bsl', 'for-bsl': '1', 'detail-bsl': 'Two please' });
    return pages.check(who, session, browser);
  },
  desk: (api, who) => new SessionDeskPages(api, clock).show(who, session),
  'waiting list': (api, who) => new SessionDeskPages(api, clock).waitingList(who, session),
  cancelling: (api, who) => new SessionDeskPages(api, clock).ending(who, session),
  changing: (api, who) => new SessionChangePages(api, drafts).edit(who, session, aBrowser()),
  capacity: (api, who) => new CapacityPages(api).ask(who, session, { capacity: '4' }),
  pools: (api, who) => new PoolPages(api).show(who, session),
  'all bookings': (api, who) => new SessionBookingPages(api).list(who, session, {}),
  changes: (api, who) => new SessionDeskPages(api, clock).changes(who, session),
  register: (api, who) => new RegisterPages(api, clock).show(who, session, {}),
  'register searched': (api, who) => new RegisterPages(api, clock).show(who, session, { find: 'Khan' }),
  corrections: (api, who) => new RegisterPages(api, clock).corrections(who, session),
  feedback: (api, who) => new FeedbackSummaryPages(api).show(who, session),
};

const OF_A_BOOKING: Readonly<Record<string, Show>> = {
  booking: (api, who) => new BookingPages(api, clock).show(who, booking),
  done: (api, who) => new BookingPages(api, clock).done(who, booking),
  people: (api, who) => new BookingChangePages(api, clock).people(who, booking),
  'giving back': (api, who) => new BookingChangePages(api, clock).giveBack(who, booking),
  moving: (api, who) => new BookingChangePages(api, clock).move(who, booking),
  'its needs': (api, who) => new NeedPages(api, drafts, clock).show(who, booking, aBrowser()),
  'how it was': (api, who) => new AfterwardsPages(api, clock).feedback(who, booking),
};

const BY_THEMSELVES: Readonly<Record<string, Show>> = {
  bookings: (api, who) => new BookingPages(api, clock).list(who),
  feeds: (api, who) => new FeedPages(api, 'http://portal').show(who),
  materials: (api, who) => new MaterialPages(api).list(who),
  courses: (api, who) => new CoursePages(api, clock).list(who),
  teams: (api, who) => new TeamPages(api).show(who),
  board: (api, who) => new AdjustmentPages(api).show(who),
  reach: (api, who) => new TrainingReachPages(api, clock).show(who),
  'choice of a profile': (api, who) => new ReadinessPages(api).choose(who),
};

const OF_A_COURSE: Readonly<Record<string, Show>> = {
  course: (api, who) => new CoursePages(api, clock).show(who, course),
  'new session': (api, who) => new CoursePages(api, clock).schedule(who, course, { furtherDates: 'x' }),
  'change of a course': (api, who) => new CoursePages(api, clock).edit(who, course),
  'materials of a course': (api, who) => new MaterialPages(api).show(who, course),
  profile: (api, who) => new ReadinessPages(api).choose(who, { organisation: ID.organisation }),
  certificate: (api, who) => new CertificatePages(api).check(who, 'CC-7KQ4-M2XD-9PWF'),
};

const REFUSED: Readonly<Record<string, Show>> = {
  'booking nothing': (api, who) =>
    new BookPages(api, drafts, clock).keepWho(who, session, aBrowser(), { organisationId: ID.organisation }),
  'cancelling without a reason': (api, who) => new SessionDeskPages(api, clock).cancel(who, session, {}),
  'changing into nothing': (api, who) =>
    new SessionChangePages(api, drafts).review(who, session, aBrowser(), {}),
  'places without a reason': (api, who) => new CapacityPages(api).change(who, session, { capacity: '4' }),
  'no number of places': (api, who) => new CapacityPages(api).ask(who, session, { capacity: 'x' }),
  'pools without a day': (api, who) => new PoolPages(api).set(who, session, { 'pool-small': '3' }),
  'giving nothing back': (api, who) => new BookingChangePages(api, clock).free(who, booking, {}),
  'moving nowhere': (api, who) => new BookingChangePages(api, clock).moveTo(who, booking, {}),
  'asking for nothing': (api, who) => new NeedPages(api, drafts, clock).ask(who, booking, aBrowser(), {}),
  'half an opinion': (api, who) => new AfterwardsPages(api, clock).give(who, booking, { useful: '5' }),
  'an assessment of nothing': (api, who) => new ReadinessPages(api).assess(who, ID.organisation, {}),
  'a certificate that is none': (api, who) => new CertificatePages(api).check(who, 'x'),
  'an empty course': (api, who) => new CoursePages(api, clock).plan(who, {}),
  'an empty session': (api, who) => new CoursePages(api, clock).schedule(who, course, {}),
  'a step without a supplier': (api, who) =>
    new AdjustmentPages(api).take(who, ID.adjustment.replace(/5$/, '0'), 'source', { answer: 'Soon' }),
};

const correcting: Show = (api, who) =>
  new RegisterPages(api, clock).record(who, session, {
    ...{ booking, place: '1', attendance: 'not', correction: 'yes' },
  });

const VISITORS = { nobody, member, officer, coordinator };
const PUBLIC = ['list', 'calendar', 'session', 'materials', 'materials of a course', 'certificate'];
const MEMBERS_ONLY = ['an assessment of nothing'];
export const visitorsOf = (name: string) =>
  Object.entries(VISITORS).filter(([who]) =>
    who === 'nobody' ? PUBLIC.includes(name) : who === 'member' || !MEMBERS_ONLY.includes(name),
  );

/** Every page of training in every state: what it is, what is asked of the services, and who may look. */
export const TRAINING_PAGES = [
  ...Object.entries(OF_A_SESSION).flatMap(([name, show]) =>
    Object.entries(SESSIONS).map(
      ([state, one]) => [`${name}, ${state}`, name, show, answersAbout(one)] as const,
    ),
  ),
  ...Object.entries(OF_A_BOOKING).flatMap(([name, show]) =>
    Object.entries(BOOKINGS).map(
      ([state, one]) => [`${name}, ${state}`, name, show, answersAbout(SESSIONS['open'], one)] as const,
    ),
  ),
  ...Object.entries({ ...BY_THEMSELVES, ...OF_A_COURSE, ...REFUSED }).map(
    ([name, show]) => [name, name, show, answersAbout()] as const,
  ),
  ['correcting without a reason', 'correcting', correcting, answersAbout(SESSIONS['begun'])] as const,
  ...Object.entries(BY_THEMSELVES).map(([name, show]) => [`${name}, empty`, name, show, NOTHING] as const),
  ...(['list', 'calendar'] as const).map(
    (name) => [`${name}, empty`, name, OF_A_SESSION[name] as Show, NOTHING] as const,
  ),
];
