import { audit, defaultRules } from "../index";
import { read } from '../reading';
import { suppress } from '../planner/suppress';
import { releaseTables } from '../released';
import { canonical, cellName } from '../cell-name';
import { make } from './fuzz.spec';
jest.setTimeout(150000);
it('show', async () => {
  const p = make(Number(process.env.SEED), Number(process.env.KIND));
  const prop = suppress(read(p), p.hierarchies, defaultRules);
  const rel = releaseTables(p, new Set(), ({ at, value }, { measure }) =>
    prop.suppressed.has(cellName(measure, canonical(at, p.hierarchies))) ? null : value,
  );
  const out: string[] = [];
  p.tables.forEach((t, i) => {
    const line = new Map<string, string[]>();
    t.cells.forEach((c, j) => {
      const [f, ...rest] = Object.values(c.at);
      const k = i + ':' + String(f);
      (line.get(k) ?? line.set(k, []).get(k)!).push(
        `${rest.join('/')}=${c.value}${rel[i]!.cells[j]!.value === null ? '*' : ''}`,
      );
    });
    line.forEach((v, k) => out.push(k + '  ' + v.join('  ')));
  });
  console.log(out.join('\n'));
  const rep = await audit(p, rel, { witnesses: prop.beliefs });
  console.log(
    'unsheltered',
    prop.unsheltered,
    'rejected',
    rep.rejectedWitnesses,
    rep.leaks
      .map((l) => `${l.name} ${l.value} [${l.least},${l.most}] ${l.problem} ${l.knower} ${l.sensitive}`)
      .join('\n'),
  );
});
