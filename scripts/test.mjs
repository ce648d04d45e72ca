/**
 * `npm test [-- jest arguments]`: every test, on real Postgres, Kafka, Redis and Chromium. The last line is
 * `N passed, N failed` (`, N skipped` where something could not run). With REQUIRE_ALL=1 nothing may be left out.
 */
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureJava } from './java.mjs';
import { localNode, prepare, root } from './prepare.mjs';
import { writeTogether } from './together.mjs';

prepare();
const missing = ensureJava();
const given = process.argv.slice(2);
if (given.length === 0) writeTogether();
// Journeys start whole systems; beside other tests they would measure the machine and not the product. Some of the
// other suites mostly wait, so that four at a time keep two processors busy.
const runs =
  given.length > 0
    ? [given]
    : [
        ['--selectProjects=small', '--selectProjects=medium', '--maxWorkers=4'],
        ['--selectProjects=journey', '--runInBand', '--verbose'],
      ];
const all = { passed: 0, failed: 0, skipped: 0, broken: false };
// What tests put into the folder for temporary files goes with this one, also when a test is cut off.
const temporary = mkdtempSync(join(tmpdir(), 'tests-'));
// Postgres runs under an account of its own where the tests are root's.
chmodSync(temporary, 0o755);
for (const run of runs) add(jest(run));
try {
  rmSync(temporary, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
} catch (error) {
  console.error(`${temporary} is left behind: ${error.message}`);
}

for (const line of missing) console.log(`Not run: ${line}`);
const leftOut = process.env.REQUIRE_ALL === '1' && (all.skipped > 0 || missing.length > 0);
if (leftOut) console.log('REQUIRE_ALL=1 asks for every test, and some did not run.');
console.log(`${all.passed} passed, ${all.failed} failed${all.skipped ? `, ${all.skipped} skipped` : ''}`);
process.exit(all.broken || all.failed > 0 || leftOut || all.passed === 0 ? 1 : 0);

/** Runs jest and reads what it found; a run that leaves no results counts as one failure. */
function jest(jestArguments) {
  const output = join(root, '.local/test-results.json');
  mkdirSync(join(root, '.local'), { recursive: true });
  rmSync(output, { force: true });
  const program = join(root, 'node_modules/jest/bin/jest.js');
  const flags = [
    '--experimental-vm-modules',
    ...['ExperimentalWarning', 'TimeoutNegativeWarning'].map((name) => `--disable-warning=${name}`),
  ];
  const PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
  const { status } = spawnSync(
    localNode(),
    [...flags, program, '--json', `--outputFile=${output}`, '--forceExit', ...jestArguments],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        ...{ PATH, TMPDIR: temporary, TOGETHER: given.length === 0 ? '1' : '' },
        ...(missing.length > 0 && { WITHOUT_JAVA: '1' }),
      },
    },
  );
  try {
    return { status, results: JSON.parse(readFileSync(output, 'utf8')) };
  } catch {
    console.error('The test runner ended without results; what it said stands above.');
    return { status: 1 };
  }
}

function add({ status, results }) {
  all.broken ||= status !== 0;
  if (!results) {
    all.failed += 1;
    return;
  }
  const suites = results.testResults.filter(
    (suite) => suite.status === 'failed' && suite.assertionResults.length === 0,
  );
  all.passed += results.numPassedTests;
  all.failed += results.numFailedTests + suites.length;
  all.skipped += results.numPendingTests + results.numTodoTests;
}
