import type { tenderingApi } from '@commissioning/schemas';
import { eventually } from '../../../deploy/local/acts/client';
import { draftTender, publishTender, submitBid, writeBid } from '../../../deploy/local/acts/tendering';
import { type Cycle, refusal } from '../support/cycle';
import { busContentOf, dumpOf } from '../support/sealed';
import { bidWords, CRITERIA, ORGANISATIONS, PRICES, SECRETS } from '../support/words';

const CLOSES = '2027-02-01T12:00:00Z';
const COUNCIL = [
  ...['anna-commissioner', 'ines-panel-chair', 'farida-evaluator', 'kemi-equality-officer'],
  ...['marcus-decision-maker', 'nadia-contract-manager', 'quentin-operator', 'priya-programme-manager'],
];
const DATABASES = [
  ...['programme', 'organisations', 'capacity-building', 'tendering', 'evaluation', 'contracts'],
  ...['equality-analysis', 'notifications', 'analytics', 'portal', 'bus'],
];

/** Steps 5 and 6: a tender, sealed bids, the deadline and the opening by two. */
export function bidding(cycle: Cycle): void {
  it('5. publishes a tender whose weights add up, frozen and open to all', async () => {
    const anna = cycle.as('anna-commissioner');
    const terms = {
      closesAt: CLOSES,
      mostAwards: 2,
      voluntaryStandstillDays: 8,
      serviceEndsOn: '2029-05-31',
    };
    const crooked = CRITERIA.map((each) => (each.kind === 'price' ? { ...each, weight: 39 } : each));
    const draft = await draftTender(anna, { themeId: cycle.theme.id, ...terms, criteria: crooked });
    const path = `/v1/tenders/${draft.id}`;
    expect(await refusal(anna, 'POST', 'tendering', `${path}/publish`, undefined, draft.version)).toBe(
      '409 criteria-weights-must-sum-to-100',
    );
    cycle.tender = await publishTender(anna, await mended(cycle, draft));
    const open = await cycle.j.nobody.get<tenderingApi.Opportunity>(
      'tendering',
      `/v1/opportunities/${cycle.tender.id}`,
    );
    expect(open.criteria.map(({ weight }) => weight)).toEqual([50, 10, 40]);
    expect(open.regime.standstillWorkingDays).toBe(8);
  });

  it('6a. takes sealed bids, each with a receipt; nobody else can tell that they exist', async () => {
    for (const [index, { id }] of cycle.organisations.entries()) {
      const bid = await writeBid(cycle.writer(index), cycle.tender, id, bidWords(index, 'A. Person'));
      const receipt = await submitBid(cycle.writer(index), bid);
      expect(receipt.sha256).toMatch(/^[0-9a-f]{64}$/);
      cycle.bids.push(bid);
    }
    const bid = `/v1/bids/${cycle.bids[0]?.id}`;
    const none = '/v1/bids/01920000-0000-7000-8000-00000000dead';
    for (const stranger of ['tariq-trustee', 'uma-bid-writer'].map((key) => cycle.as(key))) {
      const [real, missing] = [
        await stranger.try('GET', 'tendering', bid),
        await stranger.try('GET', 'tendering', none),
      ];
      expect({ ...real.body, instance: '' }).toEqual({ ...missing.body, instance: '' });
    }
    for (const officer of COUNCIL.map((key) => cycle.as(key))) {
      for (const path of [bid, `${bid}/content`]) {
        expect(await refusal(officer, 'GET', 'tendering', path)).toMatch(/^(403|404)/);
      }
    }
    const openings = `/v1/tenders/${cycle.tender.id}/openings`;
    expect(await refusal(cycle.as('anna-commissioner'), 'POST', 'tendering', openings)).toMatch(/^409/);
  });

  it('6b. holds nothing of a bid in any database or on the bus before the opening', async () => {
    const dumps = await Promise.all(DATABASES.map((name) => dumpOf(cycle.j.system.databaseUrl(name))));
    const bus = await busContentOf(cycle.j.system);
    // The control: what is public is found by the same search.
    expect(dumps[DATABASES.indexOf('tendering')]).toContain(cycle.theme.title);
    expect(bus).toContain(cycle.theme.title);
    for (const secret of [...SECRETS, ...PRICES.map(String), 'A. Person']) {
      expect(DATABASES.filter((_, index) => dumps[index]?.includes(secret))).toEqual([]);
      expect(bus.includes(secret)).toBe(false);
    }
    const rows = (dumps[DATABASES.indexOf('tendering')] as string)
      .split('\n')
      .filter((line) => cycle.bids.some(({ id }) => line.includes(id)));
    expect(rows.length).toBeGreaterThan(0);
    const bidders = [
      ...cycle.organisations.map(({ id }) => id),
      ...[0, 1, 2].map((index) => cycle.writer(index).id),
    ];
    for (const bidder of bidders) expect(rows.filter((line) => line.includes(bidder))).toEqual([]);
    for (const { id } of cycle.bids) expect(bus).not.toContain(id);
  });

  it('6c. closes by the clock and is opened by two officers, never by one', async () => {
    await cycle.j.clock.moveTo(CLOSES);
    const bid = `/v1/bids/${cycle.bids[0]?.id}`;
    const { version } = await cycle.writer(0).get<tenderingApi.OwnBid>('tendering', bid);
    expect(await refusal(cycle.writer(0), 'PUT', 'tendering', `${bid}/submission`, undefined, version)).toBe(
      '409 tender-is-closed',
    );
    const anna = cycle.as('anna-commissioner');
    const openings = `/v1/tenders/${cycle.tender.id}/openings`;
    const proposed = await eventually<tenderingApi.Opening>('the tender to close', () =>
      anna.post('tendering', openings),
    );
    const confirm = `${openings}/${proposed.id}/confirm`;
    expect(await refusal(anna, 'POST', 'tendering', confirm)).toMatch(/^(403|409)/);
    expect(await refusal(cycle.as('farida-evaluator'), 'POST', 'tendering', confirm)).toBe(
      '403 not-permitted',
    );
    const opening = await cycle.as('ben-commissioner').post<tenderingApi.Opening>('tendering', confirm);
    const bidders = opening.bids.map(({ organisationName }) => organisationName).sort();
    expect(bidders).toEqual(ORGANISATIONS.map(({ name }) => name).sort());
  });
}

/** The same draft with weights that add up. */
async function mended({ j }: Cycle, draft: tenderingApi.Tender): Promise<tenderingApi.Tender> {
  const { id, themeId, theme, leadService, budgetPence, state, indicators, version, ...terms } = draft;
  expect([themeId, theme, leadService, budgetPence, indicators].every(Boolean) && state).toBe('draft');
  const criteria = draft.criteria.map((each) => (each.kind === 'price' ? { ...each, weight: 40 } : each));
  return j.as('anna-commissioner').put('tendering', `/v1/tenders/${id}`, { ...terms, criteria }, { version });
}
