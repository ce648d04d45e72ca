import { aBaseline, aReach, DISABLED, NOT_DISABLED } from '../../test/given';
import { findingsOf, gapsIn } from './findings';
import { reachByGroup, reachByWard } from './reach';

const set = (...reaches: ReturnType<typeof aReach>[]) =>
  reaches.map((reach, place) => ({ organisationId: `o${place}`, reach }));
const nobody = new Map();

describe('whom a set reaches', () => {
  it('is judged against need, not against head counts, where need is known', () => {
    const baseline = aBaseline([4_000, 1_000, 500, 500]);
    const [first, , third] = reachByWard(baseline, [aReach([250, 250, 250, 250])]);
    // A quarter of the people for two thirds of the need: 0.25 / (4000 / 6000).
    expect(first!.ratio.value).toBeCloseTo(0.375, 12);
    expect(first).toMatchObject({
      verdict: 'under',
      against: 'deprived households',
      shortfall: expect.closeTo(416.67, 1),
    });
    expect(first!.residentRatio.value).toBeCloseTo(1, 12);
    expect(third).toMatchObject({ verdict: 'over' });
  });

  it('falls back on residents when the need of one ward is missing, and says so', () => {
    const wards = reachByWard(aBaseline([4_000, undefined, 500, 500]), [aReach([250, 250, 250, 250])]);
    expect(wards.map(({ against }) => against)).toEqual(Array(4).fill('residents'));
  });

  it('shortfalls over all wards add up to nothing', () => {
    const wards = reachByWard(aBaseline([3_100, 900, 77, 1_234]), [aReach([13, 0, 220, 41])]);
    expect(wards.reduce((sum, { shortfall }) => sum + shortfall!, 0)).toBeCloseTo(0, 9);
  });

  it('names a ward that nobody plans to reach', () => {
    const wards = reachByWard(aBaseline(), [aReach([100, 100, 100])]);
    expect(wards[3]).toMatchObject({ people: 0, verdict: 'under', gapFlagged: true });
  });

  it('gives no verdict from a handful of people, and flags their gap all the same', () => {
    const [first] = reachByWard(aBaseline(), [aReach([1, 3, 2, 2])]);
    expect(first).toMatchObject({ verdict: 'insufficient evidence', gapFlagged: true });
  });

  it('takes the rest as not disabled when a bid says how many are disabled', () => {
    const groups = reachByGroup(aBaseline(), [aReach([100, 100, 100, 100], 60)]);
    expect(groups.map(({ category, people }) => [category, people])).toEqual([
      [DISABLED, 60],
      [NOT_DISABLED, 340],
    ]);
    expect(groups[0]!.ratio.value).toBeCloseTo(1, 12);
  });

  it('gives no verdict on a group while most people are placed in none', () => {
    const groups = reachByGroup(aBaseline(), [aReach([50, 50], 40), aReach([400, 400])]);
    expect(groups[0]).toMatchObject({
      completeness: expect.closeTo(0.111, 3),
      verdict: 'insufficient evidence',
    });
    expect(gapsIn({ wards: [], groups })).toBe(0);
  });

  it('takes nothing for granted where three categories are open', () => {
    const groups = ['A', 'B', 'C'].map((category) => ({
      ...{ characteristic: 'ethnicity', category, residents: 10_000, denominator: 30_000 },
    }));
    const reach = { ...aReach([90]), groups: [{ characteristic: 'ethnicity', category: 'A', people: 60 }] };
    const [a] = reachByGroup(aBaseline(undefined, { groups }), [reach]);
    expect(a).toMatchObject({ completeness: expect.closeTo(2 / 3, 9), verdict: 'insufficient evidence' });
  });

  it('says which bids’ categories and wards the figures do not have', () => {
    const reach = {
      wards: [...aReach([100]).wards, { ward: 'E05000999', people: 7 }],
      groups: [{ characteristic: 'disability', category: 'Blind people', people: 5 }],
    };
    const findings = findingsOf(aBaseline(), set(reach), nobody);
    expect(findings).toMatchObject({
      people: 107,
      elsewhere: 7,
      unmatched: [{ category: 'Blind people', people: 5 }],
    });
  });
});

describe('the verdict on a set', () => {
  const even = aReach([500, 500, 500, 500], 300);
  const all = [
    ...['age', 'gender reassignment', 'marriage and civil partnership', 'pregnancy and maternity'],
    ...['ethnicity', 'religion', 'sex', 'sexual orientation'],
  ];
  const complete = () => {
    const baseline = aBaseline();
    const halves = all.flatMap((characteristic) =>
      ['this', 'that'].map((category) => ({
        characteristic,
        category,
        residents: 20_000,
        denominator: 40_000,
      })),
    );
    return { ...baseline, groups: [...baseline.groups, ...halves] };
  };
  const everything = {
    ...even,
    groups: [
      ...even.groups,
      ...all.map((characteristic) => ({ characteristic, category: 'this', people: 1_000 })),
    ],
  };

  it('finds no gap only when everything was measured and everything is even', () => {
    expect(findingsOf(complete(), set(everything), nobody)).toMatchObject({
      verdict: 'no-gap-found',
      notMeasured: [],
    });
  });

  it('is insufficient evidence while a protected characteristic has no figures', () => {
    const findings = findingsOf(aBaseline(), set(even), nobody);
    expect(findings.verdict).toBe('insufficient-evidence');
    expect(findings.notMeasured).toHaveLength(8);
    expect(findings.notMeasured).not.toContain('disability');
  });

  it('sees no gap in reaching more disabled people than others, and one in reaching fewer', () => {
    const { groups: more } = findingsOf(aBaseline(), set(aReach([500, 500, 500, 500], 900)), nobody);
    expect(more.map(({ verdict, isComparator }) => [verdict, isComparator])).toEqual([
      ['over', false],
      ['under', true],
    ]);
    expect(gapsIn({ wards: [], groups: more })).toBe(0);
    const { groups: fewer } = findingsOf(aBaseline(), set(aReach([500, 500, 500, 500], 90)), nobody);
    expect(gapsIn({ wards: [], groups: fewer })).toBe(1);
  });

  it('finds a gap whatever else is unknown', () => {
    expect(findingsOf(aBaseline(), set(aReach([500, 500, 500], 225)), nobody).verdict).toBe('gaps-found');
  });

  it('counts organisations by size and focus, and names those the register does not know', () => {
    const register = new Map([
      ['o0', { small: true, equalityFocus: ['Disabled people', 'Women and girls'] }],
      ['o1', { small: false, equalityFocus: ['Disabled people'] }],
    ]);
    expect(findingsOf(aBaseline(), set(even, even, even), register).organisations).toEqual({
      ...{ small: 1, larger: 1, notRegistered: 1 },
      focus: [
        { focus: 'Disabled people', organisations: 2 },
        { focus: 'Women and girls', organisations: 1 },
      ],
    });
  });
});
