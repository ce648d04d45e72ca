import { flat, grouped, protect, tabulate, type Publication } from '../index';
function rng(seed: number) {
  return () => {
    seed |= 0;
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
const W = ['w1', 'w2', 'w3', 'w4'],
  G = { A: ['a1', 'a2'], B: ['b1', 'b2', 'b3'] },
  R = ['r1', 'r2', 'r3'];
const hierarchies = [flat('ward', 'All', W), grouped('group', 'All', G), flat('rel', 'All', R)];
export function make(seed: number, kind: number): Publication {
  const r = rng(seed);
  const scale = [6, 12, 40, 200][seed % 4]!;
  const rows = W.flatMap((ward) =>
    Object.values(G)
      .flat()
      .flatMap((group) =>
        R.map((rel) => ({
          at: { ward, group, rel },
          quantity: r() < 0.3 ? 0 : Math.floor(scale * r() * r()),
        })),
      ),
  );
  const t = (id: string, dimensions: string[]) =>
    tabulate(rows, { id, measure: 'm', dimensions, hierarchies });
  if (kind === 0) return { hierarchies, tables: [t('wg', ['ward', 'group'])] };
  if (kind === 1) return { hierarchies, tables: [t('wg', ['ward', 'group']), t('wr', ['ward', 'rel'])] };
  if (kind === 2)
    return {
      hierarchies,
      tables: [t('wg', ['ward', 'group']), t('wr', ['ward', 'rel']), t('gr', ['group', 'rel'])],
    };
  return { hierarchies, tables: [t('wgr', ['ward', 'group', 'rel'])] };
}
jest.setTimeout(150000);
const kinds = (process.env.KINDS ?? '0,1,2,3').split(',').map(Number);
const N = Number(process.env.N ?? 60);
it.each(kinds)('fuzz %i', async (kind) => {
  const start = Date.now();
  const stat: Record<string, number> = {};
  let n = 0,
    prim = 0,
    sec = 0,
    rej = 0;
  for (let s = 0; s < N; s++) {
    const plan = await protect(make(s, kind), { exact: 0 });
    stat[plan.outcome] = (stat[plan.outcome] ?? 0) + 1;
    n++;
    rej += plan.audit.rejectedWitnesses;
    for (const c of plan.cells)
      if (c.why === 'secondary') sec++;
      else prim++;
    if (plan.outcome !== 'complete') console.log(kind, s, JSON.stringify(plan.withheld));
  }
  console.log(kind, JSON.stringify(stat), { prim, sec, rej, ms: (Date.now() - start) / n });
});
