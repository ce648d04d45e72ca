import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { afterCursor, found, must, page, Store } from '@commissioning/service';
import type { notificationsApi } from '@commissioning/schemas';
import type { Delivery, Message, Prisma, PrismaClient } from '../../generated/prisma/client';

type Api = notificationsApi.Delivery;

/**
 * What operators see. Sealed messages show only when somebody must act on them: how many there are would tell how many
 * bids there are. Messages without an address stand in the list beside deliveries, under the message's own id.
 */
@Injectable()
export class DeliveryService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async list({
    state,
    cursor,
    limit,
  }: notificationsApi.DeliveryQuery): Promise<notificationsApi.DeliveryList> {
    const before = afterCursor(cursor);
    const paging = { orderBy: { id: 'desc' as const }, take: limit + 1 };
    const older = before ? { id: { lt: before } } : {};
    const deliveries = state === 'unreachable' ? [] : await this.deliveries(state, older, paging);
    const messages =
      state === undefined || state === 'unreachable'
        ? await this.store.db.message.findMany({ where: { state: 'unreachable', ...older }, ...paging })
        : [];
    const names = await this.namesOf([...deliveries.map(({ message }) => message), ...messages]);
    const rows = [
      ...deliveries.map((row) => toDelivery(row, names)),
      ...messages.map((row) => unreachable(row, names)),
    ].sort((a, b) => (a.id > b.id ? -1 : 1));
    return { ...page(rows, limit), counts: await this.counts() };
  }

  /** Puts a failed e-mail, or a message that found no address, back in the queue. */
  async retry(id: string, actor: Actor): Promise<Api> {
    return this.store.change(actor, async (change) => {
      const again = { attempts: 0, reason: null };
      const due = (table: 'delivery' | 'message') =>
        change.sql.query(`UPDATE ${table} SET next_attempt_at = now() WHERE id = $1::uuid RETURNING 1`, [id]);
      await change.audit('delivery', id, 'notifications.delivery.retried');
      const message = await change.db.message.findUnique({ where: { id } });
      if (message) {
        must(
          message.state === 'unreachable',
          'message-not-unreachable',
          'This message has found its addresses.',
        );
        const waiting = await change.db.message.update({
          where: { id },
          data: { ...again, state: 'waiting' },
        });
        await due('message');
        return { ...unreachable(waiting, await this.namesOf([waiting])), state: 'pending' as const };
      }
      const delivery = found(await change.db.delivery.findUnique({ where: { id } }), 'delivery');
      must(delivery.state === 'failed', 'delivery-not-failed', `This e-mail is ${delivery.state}.`);
      const data = { ...again, state: 'pending' };
      const row = await change.db.delivery.update({ where: { id }, data, include: { message: true } });
      await due('delivery');
      return toDelivery(row, await this.namesOf([row.message]));
    });
  }

  private deliveries(
    state: 'pending' | 'sent' | 'failed' | undefined,
    older: Prisma.DeliveryWhereInput,
    paging: { orderBy: { id: 'desc' }; take: number },
  ) {
    const visible = { OR: [{ message: { fingerprint: null } }, { state: 'failed' }] };
    return this.store.db.delivery.findMany({
      where: { AND: [visible, older, state ? { state } : {}] },
      include: { message: true },
      ...paging,
    });
  }

  private async counts(): Promise<notificationsApi.DeliveryList['counts']> {
    const { db } = this.store;
    const open = { message: { fingerprint: null } };
    return {
      waiting: await db.message.count({ where: { state: 'waiting', fingerprint: null } }),
      pending: await db.delivery.count({ where: { state: 'pending', ...open } }),
      sent: await db.delivery.count({ where: { state: 'sent', ...open } }),
      failed: await db.delivery.count({ where: { state: 'failed' } }),
      unreachable: await db.message.count({ where: { state: 'unreachable' } }),
    };
  }

  private async namesOf(messages: readonly Message[]): Promise<Map<string, string>> {
    const ids = messages.flatMap(({ organisationId }) => organisationId ?? []);
    const rows = await this.store.db.organisation.findMany({ where: { id: { in: ids } } });
    return new Map(rows.map(({ id, name }) => [id, name]));
  }
}

const isSealed = (message: Message): boolean => message.fingerprint !== null;

function about(message: Message, names: ReadonlyMap<string, string>) {
  const organisationName = names.get(message.organisationId ?? '');
  return {
    template: isSealed(message) ? 'sealed' : message.template,
    ...(organisationName && { organisationName }),
  };
}

const toDelivery = (row: Delivery & { message: Message }, names: ReadonlyMap<string, string>): Api => ({
  id: row.id,
  ...about(row.message, names),
  ...(!isSealed(row.message) && { recipient: row.recipient }),
  ...(row.subject && { subject: row.subject }),
  state: row.state as Api['state'],
  attempts: row.attempts,
  createdAt: row.createdAt.toISOString(),
  ...(row.sentAt && { sentAt: row.sentAt.toISOString() }),
  ...(row.reason && { reason: row.reason }),
});

const unreachable = (row: Message, names: ReadonlyMap<string, string>): Api => ({
  id: row.id,
  ...about(row, names),
  state: 'unreachable',
  attempts: row.attempts,
  createdAt: row.createdAt.toISOString(),
  ...(row.reason && { reason: row.reason }),
});
