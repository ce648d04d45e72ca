import fc from 'fast-check';
import { Reader } from '../attacks/reader';
import { audit, primaryOnly } from '../index';
import { leaves, publications, runs } from './publications';

jest.setTimeout(120_000);

it('primary suppression alone is seen to leak by the audit and by the independent reader alike', async () => {
  let [leaking, cases] = [0, 0];
  const property = fc.asyncProperty(
    publications(['ward', 'ethnicity'], [['ward', 'ethnicity']]),
    async (publication) => {
      const tables = primaryOnly(publication);
      const { leaks } = await audit(publication, tables, { rules: { singletons: false } });
      cases++;
      if (leaks.length > 0) leaking++;
      const reader = new Reader(leaves, 1);
      for (const released of tables) reader.read(released, released.id.split('-'));
      for (const { at, least, most, problem } of leaks.slice(0, 2)) {
        const [from, to] = await reader.interval('ward-ethnicity', ['ward', 'ethnicity'], at, false);
        expect([from, to]).toEqual([least, most]);
        expect(problem).toBe(from === to ? 'exact' : 'narrow');
      }
    },
  );
  await fc.assert(property, runs);
  expect(cases).toBe(500);
  expect(leaking).toBeGreaterThan(400);
});
