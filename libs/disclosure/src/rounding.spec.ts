import fc from 'fast-check';
import { list } from './attacks/samples';
import { averageOf, DisclosureError, protectByRounding, roundToFive } from './index';

describe('a rounded count', () => {
  it.each([
    [0, 0],
    [1, null],
    [7, null],
    [8, 10],
    [12, 10],
    [13, 15],
    [17, 15],
    [18, 20],
    [1002, 1000],
    [1003, 1005],
  ])('shows %i as %s', (count, shown) => expect(roundToFive(count)).toBe(shown));

  it.each([Number.NaN, -1, 2.5, Infinity])('refuses %s', (count) =>
    expect(() => roundToFive(count)).toThrow(DisclosureError),
  );

  it('is never further than 2 from the truth', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 1e6 }),
        (count) => Math.abs((roundToFive(count) as number) - count) <= 2,
      ),
    );
  });
});

it('gives no average of fewer than 8', () => {
  expect([0, 1, 7, 8].map((count) => averageOf(80, count))).toEqual([null, null, null, 10]);
  expect(() => averageOf(Number.NaN, 10)).toThrow(DisclosureError);
});

function table(figures: Readonly<Record<string, number>>) {
  const { table: own, hierarchy } = list('rounded', 'group', figures);
  return { tables: [own], hierarchies: [hierarchy] };
}

describe('a table by rounding', () => {
  it('takes its total from unrounded values', async () => {
    const plan = await protectByRounding(table({ a: 13, b: 13, c: 13, d: 4 }));
    expect(plan.apply()[0]?.cells.map(({ text }) => text)).toEqual(['15', '15', '15', '[c]', '45']);
    expect(plan).toMatchObject({ outcome: 'complete', alsoHidden: [], leaksOfRoundingAlone: [] });
  });

  it('is attacked: 10 and 10 of 15 leave exactly one, so something else is hidden too', async () => {
    // 8 or more twice is 16; a total shown as 15 is 17 at most; one person is left.
    const plan = await protectByRounding(table({ a: 8, b: 8, c: 1 }));
    expect(plan.leaksOfRoundingAlone).toEqual([expect.objectContaining({ value: 1, least: 1, most: 1 })]);
    expect(plan.alsoHidden.length).toBeGreaterThan(0);
    expect(plan.outcome).toBe('complete');
    expect(plan.apply()[0]?.cells.filter(({ value }) => value === null).length).toBeGreaterThan(1);
  });

  it('keeps every small figure five values wide, tried by all fillings', async () => {
    const small = fc.array(fc.oneof(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 8, max: 30 })), {
      minLength: 2,
      maxLength: 3,
    });
    const property = fc.asyncProperty(small, async (counts) => {
      const plan = await protectByRounding(
        table(Object.fromEntries(counts.map((count, i) => ['abc'[i], count]))),
      );
      const shown = plan.apply()[0]?.cells.map(({ value }) => value) ?? [];
      const most = plan.alsoHidden.length > 0 ? 60 : 7;
      const could = (value: number | null | undefined) => {
        if (value === 0) return [0];
        const [from, to] = value == null ? [1, most] : [Math.max(8, value - 2), value + 2];
        return Array.from({ length: to - from + 1 }, (_, i) => from + i);
      };
      const worlds = counts.reduce<number[][]>(
        (all, _, i) => all.flatMap((start) => could(shown[i]).map((next) => [...start, next])),
        [[]],
      );
      const totals = new Set(could(shown.at(-1)));
      const fitting = worlds.filter((world) => totals.has(world.reduce((a, b) => a + b, 0)));
      counts.forEach((count, i) => {
        if (plan.outcome !== 'complete' || count < 1 || count > 7) return;
        expect(new Set(fitting.map((world) => world[i])).size).toBeGreaterThanOrEqual(5);
      });
    });
    await fc.assert(property, { numRuns: 500 });
  });

  it('is for counts only', async () => {
    const money = {
      id: 'm',
      measure: 'pence',
      kind: 'money' as const,
      cells: [{ at: { ward: 'w1' }, value: 5, contributions: [5] }],
    };
    await expect(protectByRounding({ tables: [money], hierarchies: [] })).rejects.toMatchObject({
      code: 'not-a-count',
    });
  });
});
