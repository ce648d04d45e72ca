import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import {
  completeness,
  effectiveCount,
  part,
  partOf,
  reachTable,
  shareOut,
  type Distribution,
  type Figure,
  type StatisticsCode,
} from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const cases = { numRuns: 500 };
const quick = { repetitions: 1000, seed: 11 };
const valueOf = (figure: Figure<string>): number => {
  if (!figure.available) throw new Error(`There is no figure: ${figure.reason}.`);
  return figure.value;
};

describe('groups as a partition', () => {
  it('count an organisation that serves three wards as a third in each, unless it states shares', () => {
    const counts = shareOut(
      [
        { groups: ['Bow', 'Mile End', 'Poplar'] },
        { groups: { Bow: 3, Poplar: 1 } },
        { groups: ['Bow'], quantity: 10 },
      ],
      ['Bow', 'Mile End', 'Poplar', 'Limehouse'],
    );
    expectClose(counts['Bow']!, 1 / 3 + 0.75 + 10, 1e-14);
    expectClose(counts['Poplar']!, 1 / 3 + 0.25, 1e-14);
    expect(counts['Limehouse']).toBe(0);
  });

  it('keep the total, however the units are spread', () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    const unit = fc.record({
      quantity: fc.nat(100_000_000),
      groups: fc.subarray(names, { minLength: 1 }),
    });
    fc.assert(
      fc.property(fc.array(unit, { maxLength: 40 }), (units) => {
        const total = Object.values(shareOut(units, names)).reduce((sum, n) => sum + n, 0);
        expectClose(
          total,
          units.reduce((sum, u) => sum + u.quantity, 0),
          1e-12,
        );
      }),
      cases,
    );
  });

  it('refuse a unit without a group, with an unknown one, or with one twice', () => {
    expect(() => shareOut([{ groups: [] }], ['a'])).toThrow(refusal('empty'));
    expect(() => shareOut([{ groups: ['z'] }], ['a'])).toThrow(refusal('groups-differ'));
    expect(() => shareOut([{ groups: ['a', 'a'] }], ['a'])).toThrow(refusal('duplicate'));
    expect(() => shareOut([{ groups: { a: 0 } }], ['a'])).toThrow(refusal('denominator-zero'));
    expect(() => shareOut([{ groups: ['toString'] }], ['a'])).toThrow(refusal('groups-differ'));
  });

  it('have ten equal awards behind them as ten, and one large among nine tiny as little more than one', () => {
    expectClose(effectiveCount(Array<number>(10).fill(700)), 10, 1e-14);
    expect(effectiveCount([1e6, ...Array<number>(9).fill(1)])).toBeLessThan(1.0001);
    expect(() => effectiveCount([0, 0])).toThrow(refusal('denominator-zero'));
  });
});

describe('the reach table', () => {
  const population: Distribution = {
    name: 'population',
    unit: 'residents',
    placedBy: 'where people live',
    groups: { north: 600, south: 400 },
    isCensus: true,
  };
  const bids: Distribution = {
    name: 'bids',
    unit: 'bids',
    placedBy: 'area served',
    groups: { north: 70, south: 10 },
    undisclosed: { notStated: 10, preferNotToSay: 5, notAsked: 5 },
  };
  const awards: Distribution = {
    name: 'awards',
    unit: 'awards',
    placedBy: 'recipient address',
    groups: { north: 20, south: 0 },
  };

  it('says for each group and stage its ratio, shortfall, impact and verdict, and where it is lost', () => {
    const table = reachTable(population, [bids, awards], undefined, quick);
    const south = table.groups.find(({ group }) => group === 'south')!;
    expectClose(valueOf(south.stages[0]!.ratio), 10 / 80 / 0.4, 1e-12);
    expect(south.stages[0]).toMatchObject({ count: 10, impact: null, verdict: { verdict: 'under' } });
    expect(south.stages[1]!.impact).toMatchObject({ value: 0 });
    expect(south.leak.lostAt).toEqual({ stage: 'awards', value: 'entirely' });
    expect(table.isPlacedDifferently).toBe(true);
  });

  it('leaves the undisclosed out of the shares and says how many they are', () => {
    expect(partOf(bids, 'north')).toMatchObject({ group: 70, all: 80 });
    expect(completeness(bids)).toEqual({ stated: 80, everyone: 100, share: 0.8 });
    expect(completeness({ ...bids, groups: { north: 0 }, undisclosed: {} }).share).toBeNull();
  });

  it('gives no verdict where too few have stated', () => {
    const silent = { ...bids, undisclosed: { notStated: 21 } };
    const [north] = reachTable(population, [silent], undefined, quick).groups;
    expect(north!.stages[0]!.verdict).toMatchObject({
      verdict: 'insufficient evidence',
      reason: 'too-few-stated',
    });
  });

  it('refuses stages with other groups, and negative counts', () => {
    const other = { ...bids, groups: { north: 1, east: 2 } };
    expect(() => reachTable(population, [bids, other])).toThrow(
      expect.objectContaining({ code: 'groups-differ', index: 1 }),
    );
    const wrong = { ...bids, groups: { north: -1, south: 2 } };
    expect(() => reachTable(population, [wrong])).toThrow(refusal('negative'));
    expect(() => reachTable(population, [])).toThrow(refusal('empty'));
    expect(() => part('bids', 3, 2)).toThrow(refusal('numerator-above-denominator'));
  });
});
