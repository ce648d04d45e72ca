/** `npm run check`: types, lint, formatting, generated files, structure. Runs all of them and then says which failed. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { localNode, prepare, root } from './prepare.mjs';

prepare();
const bin = (path) => [localNode(), join(root, 'node_modules', path)];
const steps = [
  ['Types', [...bin('typescript/bin/tsc'), '-p', 'tsconfig.json']],
  ['Lint', [...bin('eslint/bin/eslint.js'), '.', '--max-warnings=0']],
  ['Formatting', [...bin('prettier/bin/prettier.cjs'), '--check', '--log-level=warn', '.']],
  ['Generated files', [localNode(), 'dist/scripts/generate.js', '--check']],
  [
    'Structure',
    [
      localNode(),
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--selectProjects=small',
      '--testPathPatterns=test/architecture',
    ],
  ],
];
const failed = steps.filter(([name, [command, ...args]]) => {
  console.log(`— ${name}`);
  return spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] }).status !== 0;
});
console.log(failed.length === 0 ? 'All checks hold.' : `Failed: ${failed.map(([name]) => name).join(', ')}`);
process.exit(failed.length === 0 ? 0 : 1);
