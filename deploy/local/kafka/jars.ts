import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { CannotStart } from '../cannot-start';

const run = promisify(execFile);

/** What the parts of the `pom.xml` here are fetched for. */
const parts = {
  kafka: ['dependency:copy-dependencies', '-DincludeScope=runtime', '-DexcludeArtifactIds=embedded-redis'],
  redis: ['dependency:unpack-dependencies', '-DincludeArtifactIds=embedded-redis'],
};

/**
 * The folder with the files of one part, fetched by Maven the first time and kept in `cache` until the `pom.xml`
 * changes. An interrupted fetch leaves nothing that looks whole.
 * @param cache folder for what is fetched; left out: `.local/jars` of this checkout
 * @throws CannotStart with the line that installs Maven, or with what Maven said
 */
export async function jars(part: keyof typeof parts, cache?: string): Promise<string> {
  const root = checkout(__dirname);
  const pom = join(root, 'deploy/local/kafka/pom.xml');
  const version = createHash('sha256')
    .update(await readFile(pom))
    .digest('hex')
    .slice(0, 12);
  const home = cache ?? join(root, '.local', 'jars');
  const dir = join(home, `${part}-${version}`);
  if (existsSync(dir)) return dir;
  const draft = `${dir}.${process.pid}`;
  await mkdir(home, { recursive: true });
  try {
    await run('mvn', [
      '-B',
      '-q',
      '-f',
      pom,
      ...parts[part],
      `-DoutputDirectory=${draft}`,
      `-DmarkersDirectory=${draft}`,
    ]);
    await rename(draft, dir);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(dir)) throw whyNot(error as NodeJS.ErrnoException & { stdout?: string });
  }
  return dir;
}

function whyNot(error: NodeJS.ErrnoException & { stdout?: string }): CannotStart {
  if (error.syscall?.startsWith('spawn')) {
    return new CannotStart(
      'Maven is needed to fetch what Kafka and Redis need. Install it (Debian: apt-get install -y maven default-jre-headless), or set KAFKA_BROKERS and REDIS_URL.',
    );
  }
  return new CannotStart(
    `Maven could not fetch what Kafka and Redis need: ${(error.stdout || error.message).trim()}`,
  );
}

/**
 * The checkout around a folder, told by a file that only its root has: the same code runs from the built output, which
 * has a copy of the `pom.xml`, and where a build clears away what it did not make.
 */
export function checkout(from: string): string {
  let dir = from;
  while (!existsSync(join(dir, 'nx.json'))) {
    if (dir === dirname(dir)) throw new Error(`${from} is in no checkout.`);
    dir = dirname(dir);
  }
  return dir;
}
