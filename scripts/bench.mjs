/** `npm run bench -- <name> [switches]`: one benchmark, its table on the screen and its figures as JSON in `.local/bench/`. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { localNode, prepare, root } from './prepare.mjs';

const [name, ...switches] = process.argv.slice(2);
prepare();
const folder = join(root, 'dist/test/benchmarks');
const script = join(folder, `${name}.bench.js`);
if (!name || !existsSync(script)) {
  const names = readdirSync(folder).flatMap((file) => /^(.+)\.bench\.js$/.exec(file)?.[1] ?? []);
  console.error(`Name a benchmark: ${names.join(', ')}`);
  process.exit(1);
}
const kept = join(root, '.local/bench');
mkdirSync(kept, { recursive: true });
const { status } = spawnSync(localNode(), [script, join(kept, `${name}.json`), ...switches], {
  cwd: root,
  stdio: 'inherit',
});
process.exit(status ?? 1);
