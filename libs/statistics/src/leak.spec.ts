import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import { attributeLeak, hasLimits, LEVEL_95, part, type StagePart, type StatisticsCode } from './index';

const refusal = (code: StatisticsCode) => expect.objectContaining({ code });
const cases = { numRuns: 500 };
const quarter = part('residents', 25_000, 100_000);
const quick = { repetitions: 1000, seed: 11 };

describe('leak attribution', () => {
  const path = (...counts: [string, number, number][]): StagePart[] =>
    counts.map(([stage, group, all]) => ({ stage, part: part('bids', group, all) }));

  it('of 50 %, 40 %, 10 %, 12.5 % of the stages for half the residents loses the group at the bids: ln ¼', () => {
    const leak = attributeLeak(
      part('residents', 500, 1000),
      path(['training', 100, 200], ['readiness', 80, 200], ['bids', 20, 200], ['awards', 25, 200]),
      quick,
    );
    const values = leak.terms.map((term) => (term.status === 'attributed' ? term.value : null));
    [0, Math.log(0.8), Math.log(0.25), Math.log(1.25)].forEach((v, i) =>
      expectClose(values[i]!, v, 1e-12, 1e-15),
    );
    expect(leak.lostAt).toEqual({ stage: 'bids', value: values[2] });
    expectClose(leak.total!, Math.log(0.25), 1e-12);
  });

  it('adds up to 1e-12 whatever the counts', () => {
    const stage = fc
      .double({ min: 1, max: 1e9, noNaN: true })
      .chain((all) => fc.tuple(fc.double({ min: 1e-3, max: all, noNaN: true }), fc.constant(all)));
    fc.assert(
      fc.property(stage, fc.array(stage, { minLength: 1, maxLength: 12 }), ([g, all], stages) => {
        const leak = attributeLeak(
          part('index-weighted residents', g, all, { isCensus: true }),
          stages.map(([group, whole], k) => ({
            stage: `stage ${k}`,
            part: part('pounds', group, whole, { isCensus: true }),
          })),
          quick,
        );
        const sum = leak.terms.reduce((total, t) => total + (t.status === 'attributed' ? t.value : NaN), 0);
        expect(Math.abs(leak.total! - sum)).toBeLessThan(1e-12);
        expect(Math.abs(leak.residual!)).toBeLessThan(1e-12);
        const [group, whole] = stages[stages.length - 1]!;
        expectClose(leak.total!, Math.log(group / whole) - Math.log(g / all), 1e-12, 1e-12);
      }),
      cases,
    );
  });

  it('says lost at this stage where the count is 0, and nothing of the stages after, even if the group comes back', () => {
    const leak = attributeLeak(quarter, path(['training', 5, 20], ['bids', 0, 20], ['awards', 2, 9]), quick);
    expect(leak.terms.map(({ status }) => status)).toEqual([
      'attributed',
      'lost at this stage',
      'not applicable',
    ]);
    expect(leak.lostAt).toEqual({ stage: 'bids', value: 'entirely' });
    expect([leak.total, leak.residual]).toEqual([null, null]);
  });

  it('does not blame an empty stage, and has nothing to say of a group that the baseline lacks', () => {
    const empty = attributeLeak(quarter, path(['training', 5, 20], ['bids', 0, 0], ['awards', 2, 9]), quick);
    expect(empty.terms.slice(1)).toEqual([
      { stage: 'bids', status: 'not applicable', reason: 'stage is empty' },
      { stage: 'awards', status: 'not applicable', reason: 'after an empty stage' },
    ]);
    const unknown = attributeLeak(part('residents', 0, 9), path(['training', 5, 20], ['bids', 1, 9]), quick);
    expect(unknown.terms.map((term) => 'reason' in term && term.reason)).toEqual([
      'absent from baseline',
      'absent from baseline',
    ]);
  });

  it('finds no loss where no term is negative', () => {
    const leak = attributeLeak(quarter, path(['training', 5, 20], ['bids', 8, 20]), quick);
    expect(leak.lostAt).toBeNull();
  });

  it('has a term of exactly 0 where the first stage is the population itself', () => {
    const leak = attributeLeak(
      quarter,
      [{ stage: 'population', part: quarter }, ...path(['bids', 1, 20])],
      quick,
    );
    expect(leak.terms[0]).toMatchObject({ status: 'attributed', value: 0 });
  });

  it('uses the delta method on logarithms from ten on and a seeded bootstrap under ten, and names them', () => {
    const methods = (...counts: [string, number, number][]) =>
      attributeLeak(quarter, path(...counts), quick).terms.map(
        (t) => t.status === 'attributed' && t.interval.method,
      );
    expect(methods(['training', 30, 100], ['bids', 10, 60])).toEqual(['delta on logs', 'delta on logs']);
    expect(methods(['training', 30, 100], ['bids', 9, 60])).toEqual(['delta on logs', 'seeded bootstrap']);
  });

  it('has a bootstrap that agrees with the delta method where both apply', () => {
    const before = { stage: 'training', part: part('places', 4000, 10_000) };
    const now = part('bids', 9, 900_000);
    const byHand = Math.sqrt(1 / 9 - 1 / 900_000 + 1 / 4000 - 1 / 10_000);
    const leak = attributeLeak(quarter, [before, { stage: 'bids', part: now }], {
      repetitions: 20_000,
      seed: 2,
    });
    const term = leak.terms[1]!;
    if (term.status !== 'attributed' || !hasLimits(term.interval)) throw new Error('It has an interval.');
    const width = term.interval.at95.upper - term.interval.at95.lower;
    expect(Math.abs(width / (2 * LEVEL_95.z * byHand) - 1)).toBeLessThan(0.25);
    expect(
      attributeLeak(quarter, [before, { stage: 'bids', part: now }], { repetitions: 20_000, seed: 2 }),
    ).toEqual(leak);
  });

  it('leaves the lower limit unbounded where the group may as well have vanished', () => {
    const leak = attributeLeak(quarter, path(['training', 30, 100], ['bids', 1, 60]), quick);
    expect(leak.terms[1]).toMatchObject({ interval: { at95: { lower: -Infinity } } });
  });

  it('is refused without stages', () => {
    expect(() => attributeLeak(quarter, [])).toThrow(refusal('empty'));
  });
});
