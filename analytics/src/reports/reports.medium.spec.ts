import type { FastifyAdapter } from '@nestjs/platform-fastify';
import { tableFromIPC } from 'apache-arrow';
import { parse } from 'csv-parse/sync';
import { member, staff, type TestService } from '@commissioning/testing';
import {
  acceptReturn,
  approveTheme,
  award,
  bid,
  INDICATOR,
  LANSBURY,
  OTHER_THEME,
  pay,
  POPLAR,
  priya,
  publishTender,
  reachOf,
  register,
  sign,
  startAnalytics,
  THEME,
  train,
  WEAVERS,
} from '../../test/a-cycle';

// Every event goes over the bus one by one.
jest.setTimeout(60_000);

const get = (service: TestService, path: string) =>
  service.request('GET', `/v1/reports/${path}`, { as: priya });

describe('reports on a cycle', () => {
  let service: TestService;

  // Facts come before what they refer to: topics keep no order among each other.
  beforeAll(async () => {
    service = await startAnalytics();
    await train(service, 1, 2);
    await train(service, 2, 1);
    await bid(service, 1, reachOf({ [POPLAR]: 90, [WEAVERS]: 30 }, 40));
    await bid(service, 2, reachOf({ [LANSBURY]: 50 }, 0));
    await award(service, 1, reachOf({ [POPLAR]: 90, [WEAVERS]: 30 }, 40));
    await sign(service, 1, 45_000_000, reachOf({ [POPLAR]: 90, [WEAVERS]: 30 }, 40));
    await pay(service, 1, 1_000_000, reachOf({ [POPLAR]: 90, [WEAVERS]: 30 }, 40));
    await acceptReturn(service, 1, { [POPLAR]: [40, 60, 15, 20], [WEAVERS]: [10, 30, 3, 10] });
    await register(service, 1, [POPLAR, WEAVERS], { small: true, equalityFocus: ['Disabled people'] });
    await register(service, 2, [LANSBURY], { small: false, equalityFocus: [] });
    await publishTender(service);
    await approveTheme(service, THEME, 'Money advice');
    await approveTheme(service, OTHER_THEME, 'Something else');
  });
  afterAll(() => service.close());

  describe('outcomes against need', () => {
    const wardOf = (body: any, code: string) => body.wards.find((row: any) => row.ward === code);

    it('lay need, money and outcomes of each ward side by side, each figure with what it was made from', async () => {
      const { body } = await get(service, 'outcomes-against-need');
      expect(wardOf(body, POPLAR)).toMatchObject({
        name: 'Poplar',
        residents: { value: 8073, unit: 'residents' },
        deprivedHouseholds: { numerator: 1781, denominator: 2861, unit: 'households' },
        deprivationScore: { value: 40.093 },
        spend: { value: 750_000, unit: 'pence' },
        improved: { numerator: 40, denominator: 60, unit: 'residents', interval: { method: 'Wilson' } },
      });
      expect(body.total).toMatchObject({
        spend: { value: 1_000_000 },
        improved: { numerator: 50, denominator: 90 },
        deprivedHouseholds: { numerator: 64_586, denominator: 120_523 },
      });
      expect(body.scope).toMatchObject({ from: '2026/27 Q3', to: '2027/28 Q1' });
      expect(body.needs).toMatchObject({ number: 1 });
    });

    it('show no rate where nobody was reported on', async () => {
      const { body } = await get(service, 'outcomes-against-need');
      expect(wardOf(body, LANSBURY).improved).toMatchObject({ value: null, denominator: 0, interval: null });
    });

    it('set the indicator against its target', async () => {
      const { body } = await get(service, 'outcomes-against-need');
      expect(body.indicators).toEqual([
        expect.objectContaining({
          indicatorId: INDICATOR,
          theme: 'Money advice',
          target: { value: 200, unit: 'residents' },
        }),
      ]);
    });

    it('are those of the theme and period that were asked for', async () => {
      const of = async (query: string) =>
        (await get(service, `outcomes-against-need?${query}`)).body.total.improved.denominator;
      expect(await of(`theme=${THEME}&period=2027/28`)).toBe(90);
      expect(await of('period=2027/28%20Q1')).toBe(90);
      expect(await of('period=2026/27')).toBe(0);
      expect(await of(`theme=${OTHER_THEME}`)).toBe(0);
      expect((await get(service, 'outcomes-against-need?period=soon')).status).toBe(400);
      expect((await get(service, `outcomes-against-need?theme=${INDICATOR}`)).status).toBe(404);
    });

    it('can be taken away as CSV and as Arrow, with the same figures', async () => {
      const csv = await get(service, 'outcomes-against-need.csv');
      const rows = parse(csv.body, { columns: true }) as Record<string, string>[];
      expect(rows).toHaveLength(22);
      const poplar = rows.find((row) => row['ward'] === POPLAR);
      expect(poplar).toMatchObject({
        improved_numerator: '40',
        improved_denominator: '60',
        spend_pence: '750000',
      });
      const table = tableFromIPC(await arrow(service, 'outcomes-against-need.arrow'));
      const row = table
        .toArray()
        .find((one: any) => one.ward === POPLAR)
        ?.toJSON();
      expect(row).toMatchObject({ improved_numerator: 40, improved_denominator: 60, name: 'Poplar' });
      expect(String(row?.['improved_lower_95'])).toBe(poplar?.['improved_lower_95']);
    });
  });

  describe('reach', () => {
    const groupOf = (body: any, group: string) => body.groups.find((one: any) => one.group === group);
    const counts = (group: any) =>
      Object.fromEntries(group.stages.map((at: any) => [at.stage, at.numerator]));

    it('counts each stage in its wards, in the unit of the stage', async () => {
      const { body } = await get(service, 'reach');
      expect(counts(groupOf(body, POPLAR))).toEqual({
        training: 1,
        bid: 0.75,
        award: 0.75,
        spend: 750_000,
        outcome: 40,
      });
      expect(counts(groupOf(body, WEAVERS))).toEqual({
        training: 1,
        bid: 0.25,
        award: 0.25,
        spend: 250_000,
        outcome: 10,
      });
      expect(counts(groupOf(body, LANSBURY))).toEqual({
        training: 1,
        bid: 1,
        award: 0,
        spend: 0,
        outcome: 0,
      });
      expect(body.stages.map((stage: any) => [stage.stage, stage.unit, stage.everyone])).toEqual([
        ['training', 'places', 3],
        ['bid', 'bids', 2],
        ['award', 'awards', 1],
        ['spend', 'pence', 1_000_000],
        ['outcome', 'outcomes', 50],
      ]);
      expect(body.placedDifferently).toBe(true);
    });

    it('attributes what a ward loses to its stages so that the terms add up', async () => {
      const { body } = await get(service, 'reach');
      const poplar = groupOf(body, POPLAR);
      const sum = poplar.leak.terms.reduce((total: number, term: any) => total + term.value, 0);
      expect(sum).toBeCloseTo(Math.log(40 / 50 / (8073 / 310_338)), 12);
      expect(poplar.leak.total).toBeCloseTo(sum, 12);
      expect(groupOf(body, LANSBURY).leak).toMatchObject({ lostAt: 'award', total: null });
      const shortfalls = body.groups.map((group: any) => group.stages[4].shortfall.value);
      expect(shortfalls.reduce((total: number, value: number) => total + value, 0)).toBeCloseTo(0, 9);
    });

    it('says insufficient evidence where it is, and never passes it off as parity', async () => {
      const { body } = await get(service, 'reach?stages=bid');
      expect(groupOf(body, WEAVERS).stages[0]).toMatchObject({
        verdict: 'insufficient evidence',
        because: 'interval-too-wide',
      });
    });

    it('is measured against need as well', async () => {
      const { body } = await get(service, 'reach?against=deprived-households');
      expect(groupOf(body, POPLAR)).toMatchObject({ numerator: 1781, denominator: 64_605 });
    });

    it('counts by characteristic from the bid on, and says why training is left out', async () => {
      const { body } = await get(service, 'reach?by=disability');
      expect(body.leftOut).toEqual([
        { stage: 'training', reason: expect.stringContaining('never by personal') },
      ]);
      const disabled = groupOf(body, 'Disabled under the Equality Act');
      expect(disabled).toMatchObject({ numerator: 40_118, denominator: 310_310 });
      expect(counts(disabled)).toEqual({ bid: 0.333333, award: 0.333333, spend: 333_333, outcome: 18 });
      const rest = groupOf(body, 'Not disabled under the Equality Act');
      expect(counts(rest)).toEqual({ bid: 1.666667, award: 0.666667, spend: 666_667, outcome: 32 });
    });

    it('by a characteristic that the population is not counted by has no groups and says so', async () => {
      const { body } = await get(service, 'reach?by=age');
      expect(body.groups).toEqual([]);
      expect(body.leftOut).toHaveLength(5);
    });

    it('by what organisations are is set against the register', async () => {
      const { body } = await get(service, 'reach?by=focus');
      expect(counts(groupOf(body, 'Disabled people'))).toMatchObject({
        training: 2,
        bid: 1,
        award: 1,
        outcome: 50,
      });
      expect(groupOf(body, 'No equality focus stated')).toMatchObject({ numerator: 1, denominator: 2 });
      const { body: bySize } = await get(service, 'reach?by=size');
      expect(counts(groupOf(bySize, 'Larger'))).toMatchObject({ training: 1, bid: 1, award: 0 });
    });

    it('of a theme takes a bid though its tender became known after it', async () => {
      const stages = async (theme: string) =>
        (await get(service, `reach?theme=${theme}`)).body.stages.map((stage: any) => stage.stage);
      expect(await stages(THEME)).toEqual(['training', 'bid', 'award', 'spend', 'outcome']);
      expect(await stages(OTHER_THEME)).toEqual(['training']);
    });

    it('can be taken away as CSV and as Arrow', async () => {
      const rows = parse((await get(service, 'reach.csv')).body, { columns: true }) as Record<
        string,
        string
      >[];
      expect(rows).toHaveLength(100);
      expect(tableFromIPC(await arrow(service, 'reach.arrow')).numRows).toBe(100);
    });

    it.each(['stages=bid,nothing', 'by=a"b', 'against=wealth', 'extra=1'])('refuses %s', async (query) => {
      expect((await get(service, `reach?${query}`)).status).toBe(400);
    });
  });

  it('begin with the headline figures', async () => {
    const { body } = await get(service, 'overview');
    expect(Object.fromEntries(body.stages.map((one: any) => [one.stage, one.figure.value]))).toEqual({
      ...{
        booking: 3,
        training: 3,
        bid: 2,
        award: 1,
        contract: 45_000_000,
        spend: 1_000_000,
        reported: 90,
        outcome: 50,
      },
    });
    expect(body).toMatchObject({
      organisations: { value: 2 },
      smallOrganisations: { numerator: 1 },
      facts: expect.any(Number),
    });
  });

  it('are for those who answer for them: live figures are not protected', async () => {
    for (const path of [
      'overview',
      'outcomes-against-need',
      'outcomes-against-need.csv',
      'reach',
      'reach.arrow',
    ]) {
      expect((await service.request('GET', `/v1/reports/${path}`)).status).toBe(401);
      expect((await service.request('GET', `/v1/reports/${path}`, { as: member('mia') })).status).toBe(403);
      expect(
        (await service.request('GET', `/v1/reports/${path}`, { as: staff('eva', 'evaluator') })).status,
      ).toBe(403);
    }
  });
});

/** The bytes that went out: the test's own answer is text. */
async function arrow(service: TestService, path: string): Promise<Uint8Array> {
  const inject = jest.spyOn(service.app.getHttpAdapter() as FastifyAdapter, 'inject');
  const { status, headers } = await get(service, path);
  expect([status, headers['content-type']]).toEqual([200, 'application/vnd.apache.arrow.stream']);
  const sent = (await inject.mock.results.at(-1)?.value) as unknown as { rawPayload: Buffer };
  inject.mockRestore();
  return sent.rawPayload;
}
