/**
 * The first step of `npm start`, in JavaScript that an old Node can run: installs what is missing, builds, and goes on
 * with the Node 24 that npm brought. `node scripts/start.mjs <built script> [arguments]`
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { prepare, localNode, root } from './prepare.mjs';

const [script, ...rest] = process.argv.slice(2);
prepare();
const child = spawn(localNode(), ['--enable-source-maps', join(root, script), ...rest], {
  cwd: root,
  stdio: 'inherit',
});
// Ctrl-C reaches the whole terminal group; the child ends everything in order and we wait for it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
