import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkout } from './jars';

const HERE = 'deploy/local/kafka';

describe('what Maven fetches', () => {
  const root = mkdtempSync(join(tmpdir(), 'checkout-'));
  afterAll(() => rmSync(root, { recursive: true }));

  it('is kept in the checkout also by the built output, where the next build would clear it away', () => {
    writeFileSync(join(root, 'nx.json'), '{}');
    for (const home of [HERE, `dist/${HERE}`]) {
      mkdirSync(join(root, home), { recursive: true });
      writeFileSync(join(root, home, 'pom.xml'), '');
    }
    expect([checkout(join(root, HERE)), checkout(join(root, 'dist', HERE))]).toEqual([root, root]);
  });
});
