/** Brings a checkout to the point where built code can run. Plain JavaScript: an old Node may be the one that starts it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const GIGABYTE = 1024 ** 3;

/** The Node 24 inside node_modules, whatever started us. */
export const localNode = () =>
  join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs when the lock file is not what is installed, then builds. Ends the process with a sentence when it cannot. */
export function prepare() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(
      `Node ${process.versions.node} is too old even to begin. Install Node 20.19 or newer from your system; npm brings the rest.`,
    );
  }
  if (!installed()) install();
  const built = spawnSync(localNode(), [join(root, 'scripts/build.mjs')], { cwd: root, stdio: 'inherit' });
  if (built.status !== 0) fail('The build failed; what is wrong stands above.');
}

function installed() {
  const inside = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(inside) || !existsSync(localNode())) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(inside, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, peer, link }]) =>
      path === '' ||
      optional ||
      peer ||
      link ||
      !path.startsWith('node_modules/') ||
      present[path]?.version === version,
  );
}

function install() {
  const { bavail, bsize } = statfsSync(root);
  if (bavail * bsize < 3 * GIGABYTE)
    fail('There is less than 3 GB of free space here. Make room, then run the command again.');
  console.log('Installing what is missing (a few minutes the first time)');
  // Not `npm ci`: it refuses a lock file made where the registry lacks packages of other platforms.
  const npm = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (npm.status !== 0)
    fail(
      'npm could not install the packages. Check the network and the space on the disk, then run the command again.',
    );
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
