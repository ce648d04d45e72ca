import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Session, SessionData } from 'express-session';
import { saved } from '../sign-in/sign-in';
import { sessionSecret } from './session-secret';

export type DraftSession = Session & Partial<SessionData>;

declare module 'express-session' {
  interface SessionData {
    drafts?: Record<string, string>;
  }
}

const [ALGORITHM, IV_BYTES, TAG_BYTES] = ['aes-256-gcm', 12, 16] as const;

/**
 * What somebody has typed on the way through several pages: kept in their session until it is sent, so that the back
 * button and an error lose nothing. Names and access needs pass through here, so the store holds them encrypted.
 */
export class Drafts {
  private key: Promise<Buffer> | undefined;

  constructor(private readonly dir: string) {}

  /** Adds to the draft of this name, and waits until the store has it. */
  async keep<Draft extends object>(
    session: DraftSession,
    name: string,
    more: Partial<Draft>,
  ): Promise<Partial<Draft>> {
    const draft = { ...(await this.read<Draft>(session, name)), ...more };
    session.drafts = { ...session.drafts, [name]: await this.seal(JSON.stringify(draft), name) };
    await saved(session);
    return draft;
  }

  /** The draft so far; empty when nothing was typed yet. */
  async read<Draft extends object>(session: DraftSession, name: string): Promise<Partial<Draft>> {
    const sealed = session.drafts?.[name];
    return sealed ? (JSON.parse(await this.open(sealed, name)) as Partial<Draft>) : {};
  }

  async forget(session: DraftSession, name: string): Promise<void> {
    delete session.drafts?.[name];
    await saved(session);
  }

  private async seal(text: string, name: string): Promise<string> {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, await this.secret(), iv).setAAD(Buffer.from(name));
    const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64');
  }

  private async open(sealed: string, name: string): Promise<string> {
    const bytes = Buffer.from(sealed, 'base64');
    const [iv, tag, body] = [
      bytes.subarray(0, IV_BYTES),
      bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES),
      bytes.subarray(IV_BYTES + TAG_BYTES),
    ];
    const decipher = createDecipheriv(ALGORITHM, await this.secret(), iv)
      .setAAD(Buffer.from(name))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  }

  private secret(): Promise<Buffer> {
    this.key ??= sessionSecret(this.dir).then((secret) =>
      Buffer.from(hkdfSync('sha256', secret, '', 'drafts', 32)),
    );
    return this.key;
  }
}
