import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKey, open, seal } from './envelope';
import { FileKeyKeeper } from './key-keeper';
import { newTenderKeyPair, unwrapWithTender, wrapForTender } from './tender-key';

describe('an envelope', () => {
  const key = newKey();
  const sealed = seal(key, { pricePence: 45_000_000 }, 'bid/1/price/1');

  it('opens with its key and for its purpose', () => {
    expect(open(key, sealed, 'bid/1/price/1')).toEqual({ pricePence: 45_000_000 });
  });

  it.each([
    ['another key', newKey(), sealed, 'bid/1/price/1'],
    ['another bid’s row', key, sealed, 'bid/2/price/1'],
    ['an older version in the place of a newer one', key, sealed, 'bid/1/price/2'],
    ['a changed byte', key, `${sealed.slice(0, -6)}AAAA==`, 'bid/1/price/1'],
    ['a cut end', key, sealed.slice(0, 40), 'bid/1/price/1'],
    ['nothing', key, '', 'bid/1/price/1'],
  ])('does not open with %s', (_, withKey, envelope, purpose) => {
    expect(() => open(withKey, envelope, purpose)).toThrow('does not open');
  });

  it('is as long for a price of five figures as for one of nine, and never twice the same', () => {
    const lengths = [10_000, 123_456_789].map((price) => seal(key, price, 'x').length);
    expect(lengths[0]).toBe(lengths[1]);
    expect(seal(key, 1, 'x')).not.toBe(seal(key, 1, 'x'));
  });
});

describe('a tender’s key', () => {
  it('unwraps with its private half alone, and only for the purpose it was wrapped for', async () => {
    const [pair, other] = [await newTenderKeyPair(), await newTenderKeyPair()];
    const key = newKey();
    const wrapped = wrapForTender(pair.publicKey, key, 'bid/1/submission/1/content');
    expect(unwrapWithTender(pair.privateKey, wrapped, 'bid/1/submission/1/content')).toEqual(key);
    for (const [privateKey, purpose] of [
      [other.privateKey, 'bid/1/submission/1/content'],
      [pair.privateKey, 'bid/2/submission/1/content'],
      [pair.privateKey, 'bid/1/submission/1/price'],
    ] as const) {
      expect(() => unwrapWithTender(privateKey, wrapped, purpose)).toThrow('does not open');
    }
  });
});

describe('the key keeper', () => {
  let dir: string;
  let known: string | undefined;
  const keeper = () => new FileKeyKeeper(dir, (fingerprint) => Promise.resolve((known ??= fingerprint)));
  const file = () => join(dir, 'master.key');

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'keeper-'));
    known = undefined;
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('makes its key once, for its owner’s eyes alone, and finds it again', async () => {
    const wrapped = await keeper().wrap(newKey(), 'a');
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    await expect(keeper().unwrap(wrapped, 'a')).resolves.toHaveLength(32);
    await expect(keeper().unwrap(wrapped, 'b')).rejects.toThrow('does not open');
  });

  it('is one key, though two processes start at the same moment', async () => {
    const hashes = await Promise.all([1, 2, 3, 4].map(() => keeper().hash('x')));
    expect(new Set(hashes).size).toBe(1);
  });

  it('refuses to begin anew beside bids that another key sealed', async () => {
    await keeper().wrap(newKey(), 'a');
    const key = readFileSync(file());
    rmSync(file());
    await expect(keeper().wrap(newKey(), 'a')).rejects.toThrow('missing or is not the master key');
    writeFileSync(file(), Buffer.alloc(32, 7).toString('base64'));
    await expect(keeper().wrap(newKey(), 'a')).rejects.toThrow('missing or is not the master key');
    writeFileSync(file(), key);
    await expect(keeper().hash('x')).resolves.toBeDefined();
  });

  it('hashes so that nobody without the key can check a guess', async () => {
    const first = await keeper().hash('bid|tender|organisation');
    expect(await keeper().hash('bid|tender|organisation')).toBe(first);
    rmSync(file());
    known = undefined;
    expect(await keeper().hash('bid|tender|organisation')).not.toBe(first);
  });
});
