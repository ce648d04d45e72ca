/**
 * Builds everything into dist/: Prisma clients whose schema changed, then every TypeScript file by swc.
 * `node scripts/build.mjs`
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformFile } from '@swc/core';
import { swcOptions } from './swc.cjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const dist = join(root, 'dist');
const sources = ['libs', 'services', 'analytics', 'deploy', 'scripts', 'test'];
const assets = /\.(njk|css|svg|json|png|js|html|sql|prisma|xml)$/;
const skipped = /(^|\/)(node_modules|dist|\.local|fixtures|oracle)(\/|$)/;

generateClients();
await compile();

/** Generating is skipped while the schema is the one of the last time. */
function generateClients() {
  for (const home of servicesWithSchema()) {
    const schema = join(root, home, 'prisma/schema.prisma');
    const stamp = join(root, home, 'generated/prisma/.schema-hash');
    const hash = createHash('sha256').update(readFileSync(schema)).digest('hex');
    if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    const { status, stderr, stdout } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/prisma/build/index.js'), 'generate', '--schema', schema],
      // The client needs no native engine; this keeps the command line from asking for one.
      { cwd: root, env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: '/bin/true' }, encoding: 'utf8' },
    );
    if (status !== 0)
      throw new Error(`The Prisma client of ${home} was not generated.\n${stdout}\n${stderr}`);
    writeFileSync(stamp, hash);
  }
}

function servicesWithSchema() {
  const services = readdirSync(join(root, 'services')).map((name) => join('services', name));
  return [...services, 'analytics'].filter((home) => existsSync(join(root, home, 'prisma/schema.prisma')));
}

async function compile() {
  const wanted = new Set();
  const work = sources.flatMap((folder) => filesIn(join(root, folder)));
  const way = Math.max(...['.swcrc', 'scripts/swc.cjs'].map((file) => statSync(join(root, file)).mtimeMs));
  await Promise.all(
    work.map(async (file) => {
      const target = join(dist, relative(root, file)).replace(/\.ts$/, '.js');
      wanted.add(target);
      const changed = Math.max(statSync(file).mtimeMs, way);
      if (existsSync(target) && statSync(target).mtimeMs >= changed) return;
      mkdirSync(dirname(target), { recursive: true });
      if (!file.endsWith('.ts')) return cpSync(file, target);
      const { code, map } = await transformFile(file, {
        ...swcOptions(file, true),
        sourceMaps: true,
        filename: file,
      });
      writeFileSync(`${target}.map`, map);
      writeFileSync(target, `${code}\n//# sourceMappingURL=${target.split('/').pop()}.map\n`);
    }),
  );
  for (const file of existsSync(dist) ? filesIn(dist, () => true) : []) {
    if (!wanted.has(file) && !wanted.has(file.replace(/\.map$/, ''))) rmSync(file);
  }
}

function filesIn(
  folder,
  keep = (name) => (name.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(name)) || assets.test(name),
) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (folder.startsWith(root) && !path.startsWith(dist) && skipped.test(relative(root, path))) return [];
    if (entry.isDirectory()) return filesIn(path, keep);
    return keep(entry.name) ? [path] : [];
  });
}
