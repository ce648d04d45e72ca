import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { must, Store } from '@commissioning/service';
import type { notificationsApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { Seal } from '../seal/seal';

/** What stands inside a sealed message. */
export interface SealedMessage {
  readonly to: { readonly organisationId: string } | { readonly email: string };
  readonly facts: unknown;
}

@Injectable()
export class MessageService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly seal: Seal,
  ) {}

  /** Takes a message from another service, sealed until it is sent. The same key is the same message. */
  async accept(
    message: notificationsApi.NewMessage,
    actor: Actor,
  ): Promise<notificationsApi.AcceptedMessage> {
    const { key, template, facts } = message;
    const to = recipientOf(message);
    const cause = `${actor.id}/${key}`;
    const fingerprint = await this.seal.hash(JSON.stringify([template, to, facts]));
    const audience = await this.seal.hash(JSON.stringify(to));
    const id = uuidv7();
    const sealed = await this.seal.close({ to, facts } satisfies SealedMessage, id);
    return this.store.change(actor, async (change) => {
      // Two requests with one key must meet here, not at the row of the first audience.
      await change.sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 3))::text', [cause]);
      const first = await change.db.message.findFirst({ where: { cause } });
      must(
        !first || first.fingerprint === fingerprint,
        'message-key-reused',
        'This key was used before for another message. Choose a new key for a new message.',
      );
      if (!first) {
        const createdAt = new Date(change.now.epochMilliseconds);
        await change.db.message.create({
          data: { id, cause, template, audience, sealed, fingerprint, state: 'waiting', createdAt },
        });
      }
      await change.audit('message', first?.id ?? id, 'notifications.message.accepted');
      return { id: first?.id ?? id, key };
    });
  }
}

function recipientOf(message: notificationsApi.NewMessage): SealedMessage['to'] {
  if ('email' in message) return { email: message.email };
  if ('contactEmail' in message && message.contactEmail) return { email: message.contactEmail };
  return { organisationId: message.organisationId };
}
