import { Acting, type Reachable } from '../acts/client';
import { MovedClock } from '../acts/moved-clock';
import { register } from '../acts/registering';
import { begin } from './beginnings';
import { offerNow, trainBefore } from './courses';
import {
  approvedTheme,
  awardAndSign,
  type Cast,
  openAndSeat,
  openTender,
  reportAndPay,
  scoreAs,
  takeBids,
} from './cycles';
import { memberOf, ORGANISATIONS } from './organisations';
import { ADVICE_BIDS, NEIGHBOURS_BIDS, THEMES, WORK_BIDS } from './themes';
import type { organisationsApi } from '@commissioning/schemas';

const DAY = 86_400_000;

/**
 * Loads the demonstration programme through the APIs and the bus, as the ready-made people. The past happens at past
 * times; at the end the clock is the real one again and the live tender is dated from today.
 */
export async function loadDemonstration(
  system: Reachable & { readonly clockFile: string },
  say: (line: string) => void,
): Promise<void> {
  const clock = new MovedClock(system.clockFile);
  const today = new Date();
  const inDays = (days: number) => new Date(today.getTime() + days * DAY).toISOString().slice(0, 10);
  const people = new Map<string, Acting>();
  const as = (key: string): Acting => {
    const known = people.get(key) ?? new Acting(system, key);
    people.set(key, known);
    return known;
  };
  const organisations: organisationsApi.RegisteredOrganisation[] = [];
  const cast: Cast = { as, organisations, move: (iso) => clock.moveTo(iso) };
  const member = (organisation: number) => as(memberOf(organisation));
  const ids = () => organisations.map(({ id }) => id);

  say('  Needs data, the workshops of 2018 and the framework');
  await clock.moveTo('2025-03-03T09:00:00Z');
  const { id: programmeId } = await begin(as('priya-programme-manager'));

  say('  Thirty invented organisations and six courses');
  for (const [index, organisation] of ORGANISATIONS.entries()) {
    organisations.push(await register(member(index), organisation));
  }
  const days = ['2025-03-10', '2025-03-11', '2025-03-12', '2025-03-13', '2025-03-14', '2025-03-17'];
  const tom = as('tom-training-coordinator');
  const courses = await trainBefore(tom, member, ids(), cast.move, days);

  say('  Money advice: from the tender to the first returns');
  const advice = await approvedTheme(cast, { programmeId, ...THEMES.advice, serviceStartsOn: '2025-09-01' });
  const adviceTender = await openTender(cast, advice, '2025-04-28T11:00:00Z', '2028-08-31');
  await takeBids(cast, adviceTender, ADVICE_BIDS);
  await clock.moveTo('2025-04-29T09:00:00Z');
  const advicePanel = await openAndSeat(cast, adviceTender, ADVICE_BIDS.length);
  await scoreAs(cast, advicePanel, adviceTender, ADVICE_BIDS);
  const dates = { noticeAt: '2025-06-02T09:00:00Z', signAt: '2025-06-13T09:00:00Z' };
  const contracts = await awardAndSign(cast, advicePanel, adviceTender, dates);
  await clock.moveTo(`${inDays(-40)}T09:00:00Z`);
  await reportAndPay(cast, contracts);

  say('  Neighbours: a panel at work');
  const neighbours = await approvedTheme(cast, {
    programmeId,
    ...THEMES.neighbours,
    serviceStartsOn: inDays(200),
  });
  const neighboursTender = await openTender(cast, neighbours, `${inDays(-5)}T11:00:00Z`, inDays(200 + 1_000));
  await takeBids(cast, neighboursTender, NEIGHBOURS_BIDS);
  await clock.moveTo(`${inDays(-4)}T09:00:00Z`);
  const neighboursPanel = await openAndSeat(cast, neighboursTender, NEIGHBOURS_BIDS.length);
  await scoreAs(
    cast,
    { ...neighboursPanel, evaluators: neighboursPanel.evaluators.slice(0, 1) },
    neighboursTender,
    NEIGHBOURS_BIDS,
  );

  say('  Work: out to tender now, and sessions to book');
  await clock.reset();
  const work = await approvedTheme(cast, { programmeId, ...THEMES.work, serviceStartsOn: inDays(240) });
  const workTender = await openTender(cast, work, `${inDays(42)}T12:00:00Z`, inDays(240 + 1_000));
  await clarify(as, workTender.id, member(25));
  await takeBids(cast, workTender, WORK_BIDS);
  await offerNow(tom, member, ids(), courses, inDays);
  await as('priya-programme-manager').post('analytics', '/v1/publications');
}

/** A question from a bidder, answered to everybody. */
async function clarify(as: Cast['as'], tenderId: string, asker: Acting): Promise<void> {
  const question = 'May people be counted who live in the borough and work outside it?';
  const path = `/v1/tenders/${tenderId}/clarifications`;
  const asked = await asker.post<{ id: string; version: number }>('tendering', path, { question });
  const answer = { answer: 'Yes. What counts is where a person lives.' };
  const { version } = asked;
  await as('anna-commissioner').post('tendering', `/v1/clarifications/${asked.id}/answer`, answer, {
    version,
  });
}
