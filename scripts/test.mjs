/**
 * `npm test [-- jest arguments]`: every test, on real Postgres, Kafka, Redis and Chromium. The last line is
 * `N passed, N failed` (`, N skipped` where something could not run). With REQUIRE_ALL=1 nothing may be left out.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { localNode, prepare, root } from './prepare.mjs';
import { ensureJava } from './java.mjs';

prepare();
const missing = ensureJava();
// With --steps (or a part of the suite) each test is named as it ends.
const steps = process.argv.includes('--steps') || process.argv.includes('--verbose');
const output = join(root, '.local/test-results.json');
mkdirSync(join(root, '.local'), { recursive: true });
rmSync(output, { force: true });
const jest = spawnSync(
  localNode(),
  [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    join(root, 'node_modules/jest/bin/jest.js'),
    '--json',
    `--outputFile=${output}`,
    ...(steps ? ['--verbose'] : []),
    ...process.argv.slice(2).filter((argument) => argument !== '--steps'),
  ],
  {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      ...(missing.length > 0 && { WITHOUT_JAVA: '1' }),
      PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}`,
    },
  },
);

let results;
try {
  results = JSON.parse(readFileSync(output, 'utf8'));
} catch {
  console.error('The test runner ended without results; what it said stands above.');
  console.log('0 passed, 1 failed');
  process.exit(1);
}
const broken = results.testResults.filter(
  (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
).length;
const failed = results.numFailedTests + broken;
const skipped = results.numPendingTests + results.numTodoTests;
for (const line of missing) console.log(`Not run: ${line}`);
const required = process.env.REQUIRE_ALL === '1' && (skipped > 0 || missing.length > 0);
if (required) console.log('REQUIRE_ALL=1 asks for every test, and some did not run.');
console.log(`${results.numPassedTests} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(jest.status !== 0 || failed > 0 || required || results.numPassedTests === 0 ? 1 : 0);
