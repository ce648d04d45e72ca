import type { organisationsApi, programmeApi } from '@commissioning/schemas';
import { towerHamlets2021 } from '../../../analytics/src/needs-data/tower-hamlets-2021';
import type { Acting } from '../../../deploy/local/acts/client';
import { register } from '../../../deploy/local/acts/registering';
import { attend, book, schedule } from '../../../deploy/local/acts/training';
import {
  approvedTheme,
  awardAndSign,
  type Cast,
  openAndSeat,
  openTender,
  reportAndPay,
  scoreAs,
  takeBids,
} from '../../../deploy/local/demonstration/cycles';
import { memberOf, ORGANISATIONS } from '../../../deploy/local/demonstration/organisations';
import { type Outline, THEMES } from '../../../deploy/local/demonstration/themes';

/** Business time goes through the same months in every cycle; a skewed clock stays within the margins. */
const BEGINS = '2025-03-03T09:00:00Z';
const SESSION = { startsAt: '2025-03-10T10:00:00Z', endsAt: '2025-03-10T13:00:00Z' };
const AFTER_SESSION = '2025-03-10T14:00:00Z';
const CLOSES = '2025-04-28T11:00:00Z';
const AFTER_CLOSING = '2025-04-29T09:00:00Z';
const DATES = { noticeAt: '2025-06-02T09:00:00Z', signAt: '2025-06-16T09:00:00Z' };
const REPORTS = '2026-10-12T09:00:00Z';

const BIDS: readonly Outline[] = [
  {
    ...{ organisation: 0, pricePence: 42_500_000, marks: [5, 4, 5] },
    ...{ people: { 12: 90, 18: 120, 6: 60 }, disabledShare: 0.11 },
  },
  {
    ...{ organisation: 1, pricePence: 44_800_000, marks: [4, 4, 4] },
    ...{ people: { 0: 130, 14: 90, 19: 60 }, disabledShare: 0.38 },
  },
  {
    ...{ organisation: 2, pricePence: 43_100_000, marks: [3, 3, 3] },
    ...{ people: { 2: 80 }, disabledShare: 0.1 },
  },
];

/** What the run needs once: needs data, and managers who can carry everything. */
export async function prepare(cast: Cast): Promise<void> {
  await cast.move(BEGINS);
  const priya = cast.as('priya-programme-manager');
  await priya.post('analytics', '/v1/needs/versions', towerHamlets2021);
  for (const manager of ['nadia-contract-manager', 'owen-contract-manager'].map(cast.as)) {
    const caseload = { managerName: manager.name, capacity: 10_000 };
    await priya.put('contracts', `/v1/caseloads/${manager.id}`, caseload);
  }
}

/** A small commissioning cycle from a theme to a payment, through the public APIs. */
export async function runCycle(
  number: number,
  { as, move }: Pick<Cast, 'as' | 'move'>,
  registered: (organisation: organisationsApi.RegisteredOrganisation, member: Acting) => void,
): Promise<void> {
  await move(BEGINS);
  const organisations: organisationsApi.RegisteredOrganisation[] = [];
  const cast: Cast = { as, move, organisations };
  for (const [index, organisation] of ORGANISATIONS.slice(0, BIDS.length).entries()) {
    const member = as(memberOf(index));
    const entered = await register(member, { ...organisation, name: `${organisation.name} ${number}` });
    organisations.push(entered);
    registered(entered, member);
  }
  await train(cast);
  const programme = await as('priya-programme-manager').post<programmeApi.Programme>(
    'programme',
    '/v1/programmes',
    {
      ...{ title: `Programme ${number}`, aim: 'Outcomes co-produced within the community.' },
      ...{ startsOn: '2025-04-01', endsOn: '2029-03-31', budgetPence: 300_000_000 },
    },
  );
  const theme = { programmeId: programme.id, ...THEMES.advice, serviceStartsOn: '2025-09-01' };
  const tender = await openTender(cast, await approvedTheme(cast, theme), CLOSES, '2028-08-31');
  await takeBids(cast, tender, BIDS);
  await move(AFTER_CLOSING);
  const panel = await openAndSeat(cast, tender, BIDS.length);
  await scoreAs(cast, panel, tender, BIDS);
  const contracts = await awardAndSign(cast, panel, tender, DATES);
  await move(REPORTS);
  await reportAndPay(cast, contracts);
}

/** The first organisation comes to a course. */
async function train({ as, move, organisations }: Cast): Promise<void> {
  const tom = as('tom-training-coordinator');
  const course = { title: 'Writing your first tender', summary: 'From the notice to the upload.' };
  const session = await schedule(
    tom,
    { ...course, competencies: ['tender-process'] },
    { ...SESSION, venue: 'Town hall', ward: 'E05009335', capacity: 10, capPerOrganisation: 4 },
  );
  const organisationId = (organisations[0] as organisationsApi.RegisteredOrganisation).id;
  const booking = await book(as(memberOf(0)), { sessionId: session.id, organisationId, places: 2 });
  await move(AFTER_SESSION);
  await attend(tom, booking);
}
