import { grid } from './attacks/samples';
import { cheapestPattern, protect } from './index';

jest.setTimeout(60_000);

it('is found by trying every pattern, cheapest first', async () => {
  const publication = grid([
    [3, 20, 30],
    [12, 25, 9],
    [40, 8, 11],
  ]);
  const best = await cheapestPattern(publication);
  expect(best).toMatchObject({ suppressed: 4, cost: 4 });
  expect((await protect(publication)).cost).toBe(4);
});

it('is not undercut by, and seldom far below, the plan on small tables', async () => {
  let state = 7;
  const draw = (below: number) => (state = (state * 48_271) % 2_147_483_647) % below;
  let [planned, optimal] = [0, 0];
  for (let table = 0; table < 12; table++) {
    const publication = grid(
      [0, 1, 2].map(() => [0, 1, 2].map(() => (draw(3) === 0 ? 1 + draw(4) : draw(40)))),
    );
    const plan = await protect(publication, { exact: 0 });
    expect(plan.outcome).toBe('complete');
    const better = await cheapestPattern(publication, { below: plan.cost, most: 4000 });
    planned += plan.cost;
    optimal += better?.cost ?? plan.cost;
  }
  expect(planned).toBeLessThanOrEqual(1.15 * optimal);
});

it('gives up by name where there are too many patterns', async () => {
  const publication = grid([3, 12, 40].map((first) => [first, 2, 30, 1]));
  await expect(cheapestPattern(publication, { most: 3 })).rejects.toMatchObject({ code: 'too-large' });
});
