import { defaultRules } from '../index';
import { read } from '../reading';
import { suppress } from '../planner/suppress';
import { make } from './fuzz.spec';
jest.setTimeout(150000);
it('prof', () => { for (let s = 0; s < 6; s++) { const p = make(s, Number(process.env.KIND)); const t = Date.now(); const r = suppress(read(p), p.hierarchies, defaultRules); console.log(s, Date.now() - t, r.suppressed.size, r.unsheltered); } });
