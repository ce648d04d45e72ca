import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { CalendarPart } from '../letter/letter';

/** An e-mail ready to leave. `id` is its own for ever: sent twice, it is recognised by it. */
export interface Mail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly calendar?: CalendarPart;
}

/** Takes an e-mail off our hands. Rejects when it did not. */
export interface MailWay {
  send(mail: Mail): Promise<void>;
}
export const MAIL_WAY = Symbol('mail-way');

const PATIENCE_MS = 8_000;

const addressed = ({ id, to, subject, text, html, calendar }: Mail, from: string) => ({
  messageId: `<${id}@community-commissioning>`,
  ...{ from, to, subject, text, html },
  ...(calendar && { icalEvent: { ...calendar, filename: 'session.ics' } }),
});

/** The council's mail server. */
export function bySmtp(url: string, from: string): MailWay {
  const server = new URL(url);
  const transport = createTransport({
    host: server.hostname,
    port: Number(server.port) || (server.protocol === 'smtps:' ? 465 : 587),
    secure: server.protocol === 'smtps:',
    ...(server.username && {
      auth: { user: decodeURIComponent(server.username), pass: decodeURIComponent(server.password) },
    }),
    connectionTimeout: PATIENCE_MS,
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
  });
  return { send: async (mail) => void (await transport.sendMail(addressed(mail, from))) };
}

/** One `.eml` file per e-mail in a folder: a mail system for a machine of its own. A repeat writes the same file. */
export function toFiles(dir: string, from: string): MailWay {
  const transport = createTransport({ streamTransport: true, buffer: true });
  return {
    send: async (mail) => {
      await mkdir(dir, { recursive: true, mode: 0o700 });
      const { message } = await transport.sendMail(addressed(mail, from));
      const path = join(dir, `${mail.id}.eml`);
      await writeFile(`${path}.part`, message as Buffer, { mode: 0o600 });
      await rename(`${path}.part`, path);
    },
  };
}
