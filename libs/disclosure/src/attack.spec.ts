import { audit, flat, primaryOnly, protect, tabulate, type Publication } from './index';

const wards = flat('ward', 'All', ['w1', 'w2', 'w3']);
const groups = flat('group', 'All', ['a', 'b', 'c']);

function grid(counts: number[][]): Publication {
  const rows = counts.flatMap((line, w) =>
    line.map((quantity, g) => ({ at: { ward: `w${w + 1}`, group: 'abc'[g] as string }, quantity })),
  );
  const hierarchies = [wards, groups];
  return {
    tables: [
      tabulate(rows, { id: 't', measure: 'organisations', dimensions: ['ward', 'group'], hierarchies }),
    ],
    hierarchies,
  };
}

it('x', async () => {
  const publication = grid([
    [3, 20, 30],
    [12, 25, 9],
    [40, 8, 11],
  ]);
  const naive = await audit(publication, primaryOnly(publication));
  console.log(JSON.stringify(naive, null, 1));
  const plan = await protect(publication);
  console.log(
    JSON.stringify(plan, null, 1),
    plan
      .apply()[0]
      ?.cells.map((c) => c.text)
      .join(' '),
  );
});
