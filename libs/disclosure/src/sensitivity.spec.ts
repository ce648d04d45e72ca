import { audit, defaultRules, flat, primaryOnly, protect, protectionLevel, tabulate } from './index';
import { sensitivity } from './sensitivity';

describe('a count', () => {
  it.each([0, 5, 6, 1000])('of %i may be shown', (value) =>
    expect(sensitivity({ kind: 'count', value }, defaultRules)).toBeUndefined(),
  );
  it.each([1, 4])('of %i may not', (value) =>
    expect(sensitivity({ kind: 'count', value }, defaultRules)?.why).toBe('small-count'),
  );

  it('of 9 may not under a threshold of 10, and 0 not where zeros are suppressed', () => {
    expect(sensitivity({ kind: 'count', value: 9 }, { ...defaultRules, threshold: 10 })?.atLeast).toBe(10);
    expect(sensitivity({ kind: 'count', value: 0 }, { ...defaultRules, zeros: 'suppress' })?.why).toBe(
      'zero',
    );
  });
});

describe('a sum of money', () => {
  const p10 = { rule: 'p-percent', p: 10 } as const;

  it('is sensitive by p per cent when the second largest can come too close to the largest', () => {
    // 100,000 and 20,000 with 5,000 beside them: the second estimates the first within 5,000, the rule asks for 10,000.
    expect(protectionLevel([20_000, 5_000, 100_000], p10)).toBe(5_000);
    expect(protectionLevel([100_000, 20_000, 10_000], p10)).toBe(0);
    expect(protectionLevel([100_000, 20_000, 9_000, 4_000], p10)).toBe(-3_000);
    expect(protectionLevel([50_000], p10)).toBe(5_000);
    expect(protectionLevel([], p10)).toBe(0);
  });

  it('is sensitive by (n, k) when the n largest are more than k per cent', () => {
    expect(protectionLevel([60, 25, 15], { rule: 'n-k', n: 2, k: 80 })).toBeCloseTo(6.25, 12);
    expect(protectionLevel([40, 40, 20], { rule: 'n-k', n: 2, k: 80 })).toBe(0);
    expect(protectionLevel([30, 30, 20, 20], { rule: 'n-k', n: 2, k: 80 })).toBeLessThan(0);
  });

  it('is protected by its level both ways, by ward with a total', async () => {
    const hierarchies = [flat('ward', 'All', ['w1', 'w2', 'w3', 'w4'])];
    const grants: [string, number][] = [
      ...[
        ['w1', 90_000],
        ['w1', 4_000],
        ['w2', 30_000],
        ['w2', 28_000],
        ['w2', 31_000],
      ],
      ...[
        ['w3', 20_000],
        ['w3', 22_000],
        ['w3', 25_000],
        ['w4', 60_000],
        ['w4', 55_000],
        ['w4', 50_000],
      ],
    ] as [string, number][];
    const rows = grants.map(([ward, quantity]) => ({ at: { ward }, quantity }));
    const table = tabulate(rows, {
      id: 'grants',
      measure: 'pence',
      kind: 'money',
      dimensions: ['ward'],
      hierarchies,
    });
    const publication = { tables: [table], hierarchies };
    const naive = await audit(publication, primaryOnly(publication));
    expect(naive.leaks).toEqual([expect.objectContaining({ value: 94_000, least: 94_000, most: 94_000 })]);
    const plan = await protect(publication);
    expect(plan.outcome).toBe('complete');
    const found = plan.cells.find(({ why }) => why === 'dominance');
    expect(found?.learns.least).toBeLessThanOrEqual(85_000);
    expect(found?.learns.most).toBeGreaterThanOrEqual(103_000);
    expect(plan.cells.filter(({ why }) => why === 'secondary')).toHaveLength(1);
  });
});
