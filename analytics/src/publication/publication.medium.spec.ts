import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { staff, type TestService } from '@commissioning/testing';
import { towerHamlets2021 } from '../needs-data/tower-hamlets-2021';
import { readNeedsFile } from '../needs-data/needs-file';
import {
  acceptReturn,
  approveTheme,
  LANSBURY,
  OTHER_THEME,
  pay,
  POPLAR,
  priya,
  publishTender,
  reachOf,
  register,
  startAnalytics,
  THEME,
  WEAVERS,
} from '../../test/a-cycle';

jest.setTimeout(120_000);

const WARDS = [...new Set(readNeedsFile(towerHamlets2021.csv).figures.map(({ area }) => area))].filter(
  (area) => area.startsWith('E05'),
);

describe('a publication', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startAnalytics();
    await register(service, 1, [POPLAR, WEAVERS, LANSBURY]);
    await publishTender(service);
    await pay(service, 1, 1_000_000, reachOf({ [POPLAR]: 90, [WEAVERS]: 30 }, 40));
    // Weavers has 3 of 30, so 30 less the rest of the borough gives it away unless one more ward is hidden.
    await acceptReturn(service, 1, {
      [POPLAR]: [40, 60, 15, 20],
      [WEAVERS]: [3, 30, 1, 10],
      [LANSBURY]: [20, 22, 10, 11],
    });
    await acceptReturn(service, 1, { [POPLAR]: [12, 40], [WEAVERS]: [9, 30] }, { themeId: OTHER_THEME });
  });
  afterAll(() => service.close());

  const publish = (as = priya) => service.request('POST', '/v1/publications', { as });
  const published = async (query = '', which = 'latest') =>
    (await service.request('GET', `/v1/publications/${which}/outcomes-against-need${query}`)).body;
  const wardOf = (body: any, code: string) => body.report.wards.find((row: any) => row.ward === code);

  it('is not there before somebody makes one, and live figures stay inside', async () => {
    expect((await service.request('GET', '/v1/publications/latest/outcomes-against-need')).status).toBe(404);
    expect((await service.request('GET', '/v1/reports/outcomes-against-need')).status).toBe(401);
  });

  it('waits for the name of every theme that it speaks of', async () => {
    expect((await publish()).body).toMatchObject({ status: 409, code: 'theme-not-known-yet' });
    await approveTheme(service, THEME, 'Money advice');
    await approveTheme(service, OTHER_THEME, 'Something else');
  });

  it('is made by programme managers and equality officers', async () => {
    expect((await publish(staff('carl', 'commissioner'))).status).toBe(403);
    expect((await service.request('POST', '/v1/publications')).status).toBe(401);
    const { status, body } = await publish();
    expect([status, body.number, body.withheld]).toEqual([201, 1, []]);
    expect(body.themes).toHaveLength(2);
  });

  it('shows no count under five, nor a rate from which one could be worked out', async () => {
    const body = await published(`?theme=${THEME}`);
    expect(wardOf(body, WEAVERS).improved).toEqual({
      ...{
        value: null,
        numerator: null,
        denominator: null,
        unit: 'residents',
        interval: null,
        reason: 'suppressed',
      },
    });
    // Two of Lansbury's 22 did not improve: the complement is a small count as well.
    expect(wardOf(body, LANSBURY).improved.reason).toBe('suppressed');
    expect(body.report.notes.at(-1)).toContain('[c]');
  });

  it('keeps need and money, which point to nobody', async () => {
    expect(wardOf(await published(`?theme=${THEME}`), WEAVERS)).toMatchObject({
      deprivedHouseholds: { numerator: 2972 },
      spend: { value: 250_000 },
    });
  });

  it('reads [c] in the file, and the true count nowhere', async () => {
    const { body } = await service.request(
      'GET',
      `/v1/publications/latest/outcomes-against-need.csv?theme=${THEME}`,
    );
    const rows = parse(body, { columns: true }) as Record<string, string>[];
    const weavers = rows.find((row) => row['ward'] === WEAVERS);
    expect(weavers).toMatchObject({
      improved_numerator: '[c]',
      improved_percent: '[c]',
      improved_lower_95: '[c]',
    });
    expect(weavers).toMatchObject({ spend_pence: '250000' });
  });

  it('cannot be made to give up a hidden count by subtraction, over wards, themes and time', async () => {
    // A second round of returns, a little larger: the difference of two publications is a table too.
    await acceptReturn(service, 1, { [POPLAR]: [2, 2], [WEAVERS]: [10, 12] });
    const second = await publish(staff('ella', 'equality-officer'));
    expect([second.status, second.body.number]).toEqual([201, 2]);
    const all = [];
    for (const { publicationId } of (await service.request('GET', '/v1/publications')).body.items) {
      for (const query of ['', `?theme=${THEME}`, `?theme=${OTHER_THEME}`]) {
        all.push(await published(query, publicationId));
      }
    }
    for (const { report } of all) {
      const parts = [...report.wards, report.elsewhere].map((row: any) => row.improved);
      // One hidden ward under a shown total would be total less the others.
      if (report.total.improved.numerator !== null) {
        expect(parts.filter((part: any) => part.numerator === null)).not.toHaveLength(1);
      }
      for (const part of [...parts, report.total.improved].filter((one: any) => one.numerator !== null)) {
        for (const count of [part.numerator, part.denominator - part.numerator, part.denominator]) {
          expect(count === 0 || count >= 5).toBe(true);
        }
      }
    }
    // Two of Poplar's people came between the publications: not both figures can be shown.
    const [later, earlier] = [all[1], all[4]].map((body) => wardOf(body, POPLAR).improved.denominator);
    expect(later === null || earlier === null || Math.abs(later - earlier) >= 5).toBe(true);
  });

  it('is kept: an earlier one still reads as it did', async () => {
    const { items } = (await service.request('GET', '/v1/publications')).body;
    expect(items.map((item: any) => item.number)).toEqual([2, 1]);
    expect((await published('', items[1].publicationId)).publication.number).toBe(1);
  });

  it('made by two at the same moment is one', async () => {
    const presses = await Promise.all([publish(), publish()]);
    expect(presses.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it('of a theme that it does not hold is not there', async () => {
    const other = THEME.replace(/1$/, '7');
    expect((await published(`?theme=${other}`)).status).toBe(404);
  });

  it('of figures that contradict themselves is refused', async () => {
    await acceptReturn(service, 1, { [POPLAR]: [900, 1] });
    expect((await publish()).body).toMatchObject({ status: 409, code: 'more-improved-than-reported' });
  });
});

describe('a publication of a whole borough', () => {
  it('is made in seconds', async () => {
    const service = await startAnalytics();
    await approveTheme(service, THEME, 'Money advice');
    await approveTheme(service, OTHER_THEME, 'Something else');
    for (const themeId of [THEME, OTHER_THEME]) {
      const parts = fc.tuple(fc.nat(15), fc.nat(15), fc.nat(9));
      const drawn = fc.sample(parts, { numRuns: WARDS.length, seed: themeId === THEME ? 1 : 2 });
      const wards = Object.fromEntries(
        WARDS.map((ward, i): [string, [number, number, number, number]] => {
          const [improved, others, disabled] = drawn[i] as [number, number, number];
          return [ward, [improved, improved + others + disabled, 0, disabled]];
        }),
      );
      await acceptReturn(service, 1, wards, { themeId });
    }
    const began = performance.now();
    const { status } = await service.request('POST', '/v1/publications', { as: priya });
    const seconds = (performance.now() - began) / 1000;
    expect(status).toBe(201);
    expect(seconds).toBeLessThan(60);
    await service.close();
  });
});
