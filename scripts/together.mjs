/**
 * For a run of every test: the specs of one service or library in one file, so that Nest, Prisma and the schemas are
 * loaded once for all of them and not once for each. A single spec runs as it stands.
 */
import { globSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './prepare.mjs';

/** Where the files come to lie; `jest.config.js` looks there when TOGETHER is set. */
export const FOLDER = 'test/.together';

/** Long ones are spread over the workers: each stays alone. */
const ALONE = [
  /^libs\/disclosure\/src\/(properties|audit|rounding)/,
  /brokers\.medium/,
  /jobs-on-\w+\.medium/,
  /^deploy\/local\/postgres\.medium/,
  /^services\/capacity-building\/test/,
  // Its mocks of packages are the whole file's.
  /^libs\/jobs\/src\/open\.spec/,
];

/** Writes them afresh; what was there before is gone. */
export function writeTogether() {
  rmSync(join(root, FOLDER), { recursive: true, force: true });
  mkdirSync(join(root, FOLDER), { recursive: true });
  const all = globSync('{libs,services,analytics,deploy}/**/*.spec.ts', {
    cwd: root,
    exclude: ['**/node_modules'],
  })
    .concat(globSync('test/{*.spec.ts,platform/**/*.spec.ts}', { cwd: root }))
    .filter((spec) => !spec.endsWith('.e2e.spec.ts'))
    .sort();
  for (const [name, specs] of Map.groupBy(all, fileFor))
    writeFileSync(join(root, FOLDER, name), specs.map(part).join(''));
}

function fileFor(spec) {
  const kind = spec.endsWith('.medium.spec.ts') ? 'medium.spec.ts' : 'spec.ts';
  const unit = ALONE.some((pattern) => pattern.test(spec))
    ? spec.replace(/(\.medium)?\.spec\.ts$/, '').split('/')
    : spec.split('/').slice(0, /^(analytics|test)\//.test(spec) ? 1 : 2);
  return `${unit.join('.')}.${kind}`;
}

const part = (spec) => `describe('${spec}', () => {\n  require('../../${spec}');\n});\n`;
