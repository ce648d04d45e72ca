import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rename, rm, writeFile, link } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { JWK } from 'jose';

/**
 * Reads a secret that was made on an earlier start, or makes and keeps it now.
 * @param file absolute path; its folder is created, the file is readable by its owner only (mode 0600)
 * @param make called at most once, when the file does not exist
 * @returns the text of the file, whoever wrote it: two processes that start together get the same secret
 */
export async function kept(file: string, make: () => string | Promise<string>): Promise<string> {
  const before = await textOf(file);
  if (before !== undefined) return before;
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, await make(), { mode: 0o600, flush: true });
  try {
    // link, unlike rename, refuses to replace: the first of two writers wins and neither sees half a file.
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(file, 'utf8');
}

/**
 * Replaces a file so that a reader sees the old text or the new, never a part.
 * @param mode permissions of the new file, 0o600 for what must stay secret
 */
export async function replaceFile(file: string, text: string, mode = 0o644): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.${randomBytes(4).toString('hex')}`;
  await writeFile(draft, text, { mode, flush: true });
  await rename(draft, file);
}

/** A password or client secret nobody has to type: 256 bits, safe in a URL. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    await chmod(file, 0o600);
    return text;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** Private keys of the development identity provider, as JSON Web Keys with `kid`, `alg` and `use`. */
export interface SigningKeys {
  keys: JWK[];
}

/**
 * One RS256 and one ES256 key, made on the first start and the same ever after, so that a token outlives a restart.
 * @param dir where `signing-keys.json` is kept (mode 0600)
 */
export async function signingKeys(dir: string): Promise<SigningKeys> {
  const text = await kept(`${dir}/signing-keys.json`, async () => {
    // Loaded here because Postgres needs secrets too, and jose costs a launcher memory that it has no other use for.
    const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await import('jose');
    const keys = await Promise.all(
      ['RS256', 'ES256'].map(async (alg) => {
        const jwk = await exportJWK((await generateKeyPair(alg, { extractable: true })).privateKey);
        return { ...jwk, alg, use: 'sig', kid: await calculateJwkThumbprint(jwk) };
      }),
    );
    return JSON.stringify({ keys }, null, 2);
  });
  return JSON.parse(text) as SigningKeys;
}
