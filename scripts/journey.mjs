/**
 * `npm run journey [-- --kafka] [--kill]`: one commissioning cycle through the public APIs; prints its steps and
 * `N passed, N failed`. With `--kill` every service is killed on the way, and at the end everything is counted.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { localNode, root } from './prepare.mjs';

const bus = process.argv.includes('--kafka') ? 'kafka' : 'embedded';
const { status } = spawnSync(
  localNode(),
  [
    join(root, 'scripts/test.mjs'),
    '--selectProjects=journey',
    '--testPathPatterns=cycle',
    '--runInBand',
    '--verbose',
  ],
  {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, JOURNEY_BUS: bus, ...(process.argv.includes('--kill') && { JOURNEY_KILL: '1' }) },
  },
);
process.exit(status ?? 1);
