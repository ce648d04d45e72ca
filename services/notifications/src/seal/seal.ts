import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const IV = 12;
const TAG = 16;
const BLOCK = 512;

/**
 * Keeps messages closed until they are sent: who has bid must not stand in a table before the opening, and the code of
 * an invitation nowhere at all. The key lies in a file beside the database, never in it. Losing it loses the sealed
 * messages that were not sent yet, nothing else.
 */
export class Seal {
  private key: Promise<Buffer> | undefined;

  /** @param dir where `seal.key` is, or is made with mode 0600 when it is first needed */
  constructor(private readonly dir: string) {}

  /** AES-256-GCM as base64, filled up to whole blocks so that its length says nothing; `purpose` is bound to it. */
  async close(value: unknown, purpose: string): Promise<string> {
    const text = Buffer.from(JSON.stringify(value));
    const padded = Buffer.alloc(Math.ceil(text.length / BLOCK) * BLOCK, ' ');
    text.copy(padded);
    const iv = randomBytes(IV);
    const cipher = createCipheriv('aes-256-gcm', await this.derived('close'), iv).setAAD(
      Buffer.from(purpose),
    );
    const closed = Buffer.concat([cipher.update(padded), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), closed]).toString('base64');
  }

  /** What `close` closed. Rejects when it was changed, or closed with another key or for another purpose. */
  async open<Value>(closed: string, purpose: string): Promise<Value> {
    const bytes = Buffer.from(closed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', await this.derived('close'), bytes.subarray(0, IV), {
      authTagLength: TAG,
    })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(IV, IV + TAG));
    const text = Buffer.concat([decipher.update(bytes.subarray(IV + TAG)), decipher.final()]);
    return JSON.parse(text.toString('utf8')) as Value;
  }

  /** The same text gives the same hash, and nobody without the key can check a guess. */
  async hash(text: string): Promise<string> {
    return createHmac('sha256', await this.derived('hash'))
      .update(text)
      .digest('base64url');
  }

  private async derived(use: string): Promise<Buffer> {
    this.key ??= this.read().catch((error: unknown) => {
      this.key = undefined;
      throw error;
    });
    return Buffer.from(hkdfSync('sha256', await this.key, '', use, 32));
  }

  private async read(): Promise<Buffer> {
    const path = join(this.dir, 'seal.key');
    try {
      return Buffer.from(await readFile(path, 'utf8'), 'base64');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    await mkdir(this.dir, { recursive: true });
    const mine = join(this.dir, `seal.key.${randomBytes(6).toString('hex')}`);
    await writeFile(mine, randomBytes(32).toString('base64'), { mode: 0o600, flag: 'wx' });
    // Of several processes that start at once, one key wins, whole.
    await link(mine, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
    await rm(mine);
    return Buffer.from(await readFile(path, 'utf8'), 'base64');
  }
}
