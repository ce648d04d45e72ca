import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What was sealed cannot be opened with this key and for this purpose: changed, swapped, or another key. */
export class BrokenSeal extends Error {
  constructor(purpose: string) {
    super(`The envelope of ${purpose} does not open: it was changed, or it was sealed with another key.`);
    this.name = 'BrokenSeal';
  }
}

const FORMAT = 1;
const IV = 12;
const TAG = 16;
const BLOCK = 256;

/** A new AES-256 key. */
export const newKey = (): Buffer => randomBytes(32);

/**
 * AES-256-GCM under the key, as base64. The purpose is authenticated with it, so that an envelope put in another
 * row or place does not open.
 */
export function sealBytes(key: Buffer, plain: Buffer, purpose: string): string {
  const iv = randomBytes(IV);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(purpose));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.of(FORMAT), iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** What `sealBytes` sealed. Throws `BrokenSeal`. */
export function openBytes(key: Buffer, envelope: string, purpose: string): Buffer {
  try {
    const bytes = Buffer.from(envelope, 'base64');
    if (bytes[0] !== FORMAT) throw new BrokenSeal(purpose);
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + IV), { authTagLength: TAG })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(1 + IV, 1 + IV + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(1 + IV + TAG)), decipher.final()]);
  } catch {
    throw new BrokenSeal(purpose);
  }
}

/** Seals a JSON value, filled up to whole blocks: the length of an envelope must not tell a price of six figures from one of five. */
export function seal(key: Buffer, value: unknown, purpose: string): string {
  const text = Buffer.from(JSON.stringify(value));
  const padded = Buffer.alloc(Math.ceil(text.length / BLOCK) * BLOCK, ' ');
  text.copy(padded);
  return sealBytes(key, padded, purpose);
}

/** The JSON value that `seal` sealed. Throws `BrokenSeal`. */
export const open = <Value>(key: Buffer, envelope: string, purpose: string): Value =>
  JSON.parse(openBytes(key, envelope, purpose).toString('utf8')) as Value;
