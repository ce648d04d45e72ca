import fc from 'fast-check';
import { expectClose } from '../oracle/fixture';
import {
  hasLimits,
  LEVEL_95,
  part,
  proportion,
  representationRatio,
  shortfallToParity,
  stageImpactRatio,
  type Figure,
} from './index';

const cases = { numRuns: 500 };
const quarter = part('residents', 25_000, 100_000);
const valueOf = (figure: Figure<string>): number => {
  if (!figure.available) throw new Error(`There is no figure: ${figure.reason}.`);
  return figure.value;
};

describe('the representation ratio', () => {
  it('of 10 bids in 80 for a quarter of the residents is 0.5, with Wilson’s interval over the quarter', () => {
    const ratio = representationRatio(part('bids', 10, 80), quarter);
    expect(valueOf(ratio)).toBe(0.5);
    if (!ratio.available || !hasLimits(ratio.interval)) throw new Error('It has an interval.');
    expect(ratio.interval.method).toBe('Wilson');
    const share = proportion(10, 80).interval;
    expectClose(ratio.interval.at95.lower, share.at95.lower * 4, 1e-12);
    expectClose(ratio.interval.at998.upper, share.at998.upper * 4, 1e-12);
  });

  it('of nobody is 0 from 0, of everybody ends at one over the share', () => {
    const none = representationRatio(part('awards', 0, 12), quarter);
    const all = representationRatio(part('awards', 12, 12), quarter);
    expect(none).toMatchObject({ value: 0, interval: { at95: { lower: 0 } } });
    expect(all).toMatchObject({ value: 4, interval: { at998: { upper: 4 } } });
  });

  it('does not exist for an empty stage, nor for a group that the baseline does not have', () => {
    expect(representationRatio(part('awards', 0, 0), quarter)).toEqual({
      available: false,
      reason: 'stage-is-empty',
    });
    expect(representationRatio(part('awards', 1, 2), part('residents', 0, 10))).toEqual({
      available: false,
      reason: 'group-absent-from-baseline',
    });
  });

  it('of money has an interval only through the number of awards behind it', () => {
    expect(representationRatio(part('pounds', 5, 20), quarter)).toMatchObject({
      value: 1,
      interval: { method: 'none', reason: 'amounts-are-not-counts' },
    });
    const backed = representationRatio(part('pounds', 5e5, 2e6, { effectiveCount: 40 }), quarter);
    if (!backed.available || !hasLimits(backed.interval)) throw new Error('It has an interval.');
    expectClose(backed.interval.at95.lower, proportion(10, 40).interval.at95.lower * 4, 1e-12);
  });

  it('of a stage counted in full has no sampling error', () => {
    const full = representationRatio(part('residents', 25, 100, { isCensus: true }), quarter);
    expect(full).toMatchObject({ interval: { method: 'none', reason: 'counted-in-full' } });
  });
});

describe('the shortfall to parity', () => {
  it('of 10 bids in 80 for a quarter of the residents is 10 bids', () => {
    const shortfall = shortfallToParity(part('bids', 10, 80), quarter);
    expect(valueOf(shortfall)).toBe(10);
    if (!shortfall.available || !hasLimits(shortfall.interval)) throw new Error('It has an interval.');
    expectClose(shortfall.interval.at95.lower, 20 - 80 * proportion(10, 80).interval.at95.upper, 1e-12);
  });

  it('sums to zero over any partition', () => {
    const group = fc.record({
      here: fc.integer({ min: 0, max: 5000 }),
      people: fc.integer({ min: 0, max: 50_000 }),
    });
    fc.assert(
      fc.property(fc.array(group, { minLength: 1, maxLength: 40 }), (groups) => {
        const here = groups.reduce((sum, g) => sum + g.here, 0);
        const people = groups.reduce((sum, g) => sum + g.people, 0);
        fc.pre(here > 0 && people > 0);
        const sum = groups.reduce(
          (total, g) =>
            total +
            valueOf(shortfallToParity(part('bids', g.here, here), part('residents', g.people, people))),
          0,
        );
        expect(Math.abs(sum)).toBeLessThan(1e-12 * here * groups.length);
      }),
      cases,
    );
  });
});

describe('the stage impact ratio', () => {
  it('is the group’s conversion over everybody’s: 3 of 10 against 20 of 40 is 0.6, whatever the stages count', () => {
    const impact = stageImpactRatio(part('awards', 3, 20), part('bids', 10, 40));
    expect(valueOf(impact)).toBeCloseTo(3 / 10 / (20 / 40), 14);
    if (!impact.available || !hasLimits(impact.interval)) throw new Error('It has an interval.');
    const spread = Math.sqrt(1 / 3 - 1 / 20 + 1 / 10 - 1 / 40);
    expectClose(impact.interval.at95.upper, 0.6 * Math.exp(LEVEL_95.z * spread), 1e-12);
  });

  it('is 0 without an interval where the group ends, and says which stage is missing where there is none', () => {
    const ten = part('bids', 10, 40);
    expect(stageImpactRatio(part('awards', 0, 20), ten)).toMatchObject({
      value: 0,
      interval: { reason: 'count-of-zero' },
    });
    expect(stageImpactRatio(part('awards', 0, 0), ten)).toMatchObject({ reason: 'stage-is-empty' });
    expect(stageImpactRatio(ten, part('places', 0, 0))).toMatchObject({ reason: 'stage-before-is-empty' });
    expect(stageImpactRatio(ten, part('places', 0, 9))).toMatchObject({
      reason: 'group-absent-from-stage-before',
    });
  });
});
