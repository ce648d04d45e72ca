import { Inject, Injectable } from '@nestjs/common';
import { type Change, Store } from '@commissioning/service';
import type { Delivery, Message, PrismaClient } from '../../generated/prisma/client';
import { addressed } from '../letter/calendar-part';
import { type Letter, type Sender, written } from '../letter/letter';
import { type Facts, letterOf, type TemplateName } from '../letter/templates';
import { MAIL_WAY, type MailWay } from '../mail/mail';
import type { SealedMessage } from '../message/message.service';
import { Seal } from '../seal/seal';
import { backoffSeconds, MOST_ATTEMPTS, reasonOf } from './patience';

export const SENDER = Symbol('sender');
const A_ROUND = 500;

type Pending = Delivery & { message: Message };

/**
 * Hands e-mails over one at a time. The row is locked from before the mail server is asked until its answer stands in
 * the row, so two processes never send the same; a crash between the two sends once more, under the same Message-ID.
 */
@Injectable()
export class SendDeliveries {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly seal: Seal,
    @Inject(MAIL_WAY) private readonly way: MailWay,
    @Inject(SENDER) private readonly sender: Sender,
  ) {}

  /** One round; resolves to how many e-mails were tried. */
  async round(): Promise<number> {
    for (let tried = 0; tried < A_ROUND; tried += 1) {
      if (!(await this.next())) return tried;
    }
    return A_ROUND;
  }

  private async next(): Promise<boolean> {
    let found = false;
    await this.store.transaction(undefined, async (change) => {
      const [row] = await change.sql.query<{ id: string }>(
        `SELECT id::text FROM delivery WHERE state = 'pending' AND next_attempt_at <= now()
         ORDER BY next_attempt_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      );
      if (!row) return;
      found = true;
      const delivery = await change.db.delivery.findUniqueOrThrow({
        where: { id: row.id },
        include: { message: true },
      });
      await this.attempt(change, delivery);
    });
    return found;
  }

  private async attempt(change: Change<PrismaClient>, delivery: Pending): Promise<void> {
    const { id, message } = delivery;
    try {
      const letter = await this.letter(change, message);
      const to = delivery.sealedAddress
        ? await this.seal.open<string>(delivery.sealedAddress, id)
        : delivery.recipient;
      const { subject, calendar } = letter;
      await this.way.send({
        ...{ id, to, subject, ...written(letter, this.sender) },
        ...(calendar && { calendar: addressed(calendar, to) }),
      });
      await this.noteSent(change, delivery, letter.subject);
    } catch (error) {
      await this.noteFailure(change, delivery, error);
    }
  }

  private async noteSent(
    { db, now }: Change<PrismaClient>,
    delivery: Pending,
    subject: string,
  ): Promise<void> {
    const sealed = delivery.message.sealed !== null;
    await db.delivery.update({
      where: { id: delivery.id },
      data: {
        ...{ state: 'sent', attempts: delivery.attempts + 1, reason: null, sealedAddress: null },
        ...{ sentAt: new Date(now.epochMilliseconds), subject: sealed ? null : subject },
      },
    });
    const open = await db.delivery.count({
      where: { messageId: delivery.messageId, NOT: { state: 'sent' } },
    });
    if (sealed && open === 0)
      await db.message.update({ where: { id: delivery.messageId }, data: { sealed: null } });
  }

  private async noteFailure(
    { db, sql }: Change<PrismaClient>,
    delivery: Pending,
    error: unknown,
  ): Promise<void> {
    const attempts = delivery.attempts + 1;
    const state = attempts < MOST_ATTEMPTS ? 'pending' : 'failed';
    await db.delivery.update({
      where: { id: delivery.id },
      data: { attempts, state, reason: reasonOf(error) },
    });
    await sql.query(
      `UPDATE delivery SET next_attempt_at = now() + make_interval(secs => $2) WHERE id = $1::uuid RETURNING 1`,
      [delivery.id, backoffSeconds(attempts)],
    );
  }

  private async letter({ db }: Change<PrismaClient>, message: Message): Promise<Letter> {
    const facts = (
      message.sealed ? (await this.seal.open<SealedMessage>(message.sealed, message.id)).facts : message.facts
    ) as Record<string, string>;
    const { tenderId, tenderTitle } = facts;
    const tender =
      tenderId && !tenderTitle ? await db.tender.findUnique({ where: { id: tenderId } }) : undefined;
    const named = { ...facts, ...(tender && { tenderTitle: tender.title }) };
    return letterOf(message.template as TemplateName, named as unknown as Facts[TemplateName]);
  }
}
