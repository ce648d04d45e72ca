import { constants, createPrivateKey, generateKeyPair, privateDecrypt, publicEncrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { BrokenSeal } from './envelope';

/** A key pair of a tender, both halves as DER in base64: anybody can seal, only the private half opens. */
export interface TenderKeyPair {
  readonly publicKey: string;
  readonly privateKey: string;
}

const generate = promisify(generateKeyPair);
const OAEP = { padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' };

/** A new RSA key pair of 3,072 bits, which NIST SP 800-57 puts beside AES-128. */
export async function newTenderKeyPair(): Promise<TenderKeyPair> {
  const { publicKey, privateKey } = await generate('rsa', { modulusLength: 3_072 });
  return {
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    privateKey: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64'),
  };
}

/** Wraps a data key so that only the tender's private key can unwrap it, and only for the same purpose. */
export function wrapForTender(publicKey: string, dataKey: Buffer, purpose: string): string {
  const key = { key: Buffer.from(publicKey, 'base64'), format: 'der' as const, type: 'spki' as const };
  return publicEncrypt({ ...key, ...OAEP, oaepLabel: Buffer.from(purpose) }, dataKey).toString('base64');
}

/** The data key that `wrapForTender` wrapped. Throws `BrokenSeal`. */
export function unwrapWithTender(privateKey: string, wrapped: string, purpose: string): Buffer {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' });
  try {
    return privateDecrypt({ key, ...OAEP, oaepLabel: Buffer.from(purpose) }, Buffer.from(wrapped, 'base64'));
  } catch {
    throw new BrokenSeal(purpose);
  }
}
