/**
 * `npm run faults -- --minutes 10 --broker kafka|postgres [--seed n] [--without inbox|outbox]`: breaks a whole system
 * while it works, then counts. See test/faults/README.md.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureJava } from './java.mjs';
import { localNode, prepare, root } from './prepare.mjs';

const given = process.argv.slice(2);
if (given.join(' ').includes('kafka')) for (const line of ensureJava()) console.log(`Missing: ${line}`);
prepare();
const program = join(root, 'dist/test/faults/main.js');
const flags = ['--enable-source-maps', '--disable-warning=TimeoutNegativeWarning'];
const child = spawn(localNode(), [...flags, program, ...given], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the whole terminal group; the child ends everything in order and we wait for it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
