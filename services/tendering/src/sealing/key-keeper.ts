import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { chmod, link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openBytes, sealBytes } from './envelope';

/** Token of the key keeper. */
export const KEY_KEEPER = Symbol('key-keeper');

/**
 * Holds the master key, which is never in the database. In production this is the place for a key-management
 * service: wrapping and hashing happen there, the master key never leaves it, and unwrapping a tender's key is a
 * right of its own that its log shows. The file below is for one machine. Who holds both the file and the database
 * can open bids before their time.
 */
export interface KeyKeeper {
  /** Seals a key under the master key, for one purpose. */
  wrap(key: Buffer, purpose: string): Promise<string>;
  /** The key that was wrapped for this purpose. Rejects with `BrokenSeal`. */
  unwrap(wrapped: string, purpose: string): Promise<Buffer>;
  /** A keyed hash, base64url: the same text gives the same hash, and nobody without the key can check a guess. */
  hash(text: string): Promise<string>;
}

/** The master key is not the one with which this database was begun. */
export class WrongMasterKey extends Error {
  constructor(path: string) {
    super(
      `${path} is missing or is not the master key of this database. Put the right file back: without it the bids cannot be opened.`,
    );
    this.name = 'WrongMasterKey';
  }
}

/** Remembers which master key a database was begun with. Answers the fingerprint that the database holds. */
export type RememberFingerprint = (fingerprint: string | undefined) => Promise<string | undefined>;

/** The master key in a file that its owner alone can read, made when it is first needed. */
export class FileKeyKeeper implements KeyKeeper {
  private keys: Promise<{ wrapping: Buffer; hashing: Buffer }> | undefined;
  private readonly path: string;

  constructor(
    private readonly dir: string,
    private readonly remember: RememberFingerprint,
  ) {
    this.path = join(dir, 'master.key');
  }

  async wrap(key: Buffer, purpose: string): Promise<string> {
    return sealBytes((await this.load()).wrapping, key, purpose);
  }

  async unwrap(wrapped: string, purpose: string): Promise<Buffer> {
    return openBytes((await this.load()).wrapping, wrapped, purpose);
  }

  async hash(text: string): Promise<string> {
    return createHmac('sha256', (await this.load()).hashing)
      .update(text)
      .digest('base64url');
  }

  private load() {
    this.keys ??= this.read().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  private async read() {
    const known = await this.remember(undefined);
    // A fresh key in place of a lost one would look healthy and never open the old bids.
    const master = known ? await this.existing() : await this.existingOrNew();
    const fingerprint = derived(master, 'fingerprint').toString('base64url');
    if ((await this.remember(fingerprint)) !== fingerprint) throw new WrongMasterKey(this.path);
    return { wrapping: derived(master, 'wrapping'), hashing: derived(master, 'hashing') };
  }

  private async existing(): Promise<Buffer> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') throw new WrongMasterKey(this.path);
      throw error;
    });
    const master = Buffer.from(text.trim(), 'base64');
    if (master.length !== 32) throw new WrongMasterKey(this.path);
    return master;
  }

  private async existingOrNew(): Promise<Buffer> {
    await mkdir(this.dir, { recursive: true });
    const fresh = `${this.path}.${randomBytes(6).toString('hex')}`;
    await writeFile(fresh, randomBytes(32).toString('base64'), { mode: 0o600, flush: true });
    try {
      // Of several processes that start at once, one key wins, whole.
      await link(fresh, this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      await rm(fresh, { force: true });
    }
    await chmod(this.path, 0o600);
    return this.existing();
  }
}

const derived = (master: Buffer, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `community-commissioning/tendering/${use}`, 32));
