import { Injectable } from '@nestjs/common';
import { type Change, NotThere, Peers, Store } from '@commissioning/service';
import type { organisationsApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Message, PrismaClient } from '../../generated/prisma/client';
import type { SealedMessage } from '../message/message.service';
import { Seal } from '../seal/seal';
import { backoffSeconds, reasonOf, ROUNDS_FOR_NAMES } from './patience';

const A_ROUND = 500;
const NO_ADDRESS = 'The organisation has given no address, and none of its members has.';

/** Finds the addresses of waiting messages: asked of the register each time, never kept for the next one. */
@Injectable()
export class AddressMessages {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly peers: Peers,
    private readonly seal: Seal,
  ) {}

  /** One round; resolves to how many messages were looked at. */
  async round(): Promise<number> {
    const due = await this.store.db.$queryRawUnsafe<{ id: string }[]>(
      `SELECT id::text FROM message WHERE state = 'waiting' AND next_attempt_at <= now() ORDER BY id LIMIT $1`,
      A_ROUND,
    );
    for (const { id } of due) await this.address(id);
    return due.length;
  }

  private async address(id: string): Promise<void> {
    const message = await this.store.db.message.findUniqueOrThrow({ where: { id } });
    let addresses: string[];
    try {
      if (await this.mustWaitForName(message)) return this.later(id, 'Waiting for the name of its tender.');
      addresses = await this.addressesOf(message);
    } catch (error) {
      return this.later(id, reasonOf(error));
    }
    await this.store.transaction(undefined, async (change) => {
      const [mine] = await change.sql.query(
        `SELECT 1 FROM message WHERE id = $1::uuid AND state = 'waiting' FOR UPDATE SKIP LOCKED`,
        [id],
      );
      if (mine) await this.deliverTo(change, message, addresses);
    });
  }

  private async deliverTo(
    { db, now }: Change<PrismaClient>,
    message: Message,
    addresses: string[],
  ): Promise<void> {
    const { id: messageId, cause, template, sealed } = message;
    if (addresses.length === 0) {
      await db.message.update({
        where: { id: messageId },
        data: { state: 'unreachable', reason: NO_ADDRESS },
      });
      return;
    }
    const deliveries = await Promise.all(
      addresses.map(async (address) => {
        const id = uuidv7();
        return {
          ...{ id, messageId, cause, template, state: 'pending', createdAt: new Date(now.epochMilliseconds) },
          recipient: sealed ? await this.seal.hash(address) : address,
          sealedAddress: sealed ? await this.seal.close(address, id) : null,
        };
      }),
    );
    await db.delivery.createMany({ data: deliveries, skipDuplicates: true });
    await db.message.update({ where: { id: messageId }, data: { state: 'addressed', reason: null } });
  }

  /** Lower-case and each once: a member who gave the organisation's own address gets one e-mail. */
  private async addressesOf(message: Message): Promise<string[]> {
    const to: SealedMessage['to'] = message.sealed
      ? (await this.seal.open<SealedMessage>(message.sealed, message.id)).to
      : { organisationId: message.organisationId as string };
    if ('email' in to) return [to.email.toLowerCase()];
    const path = `/v1/organisations/${to.organisationId}/contacts`;
    const contacts = await this.peers
      .get<organisationsApi.OrganisationContacts>('organisations', path)
      .catch((error: unknown) => {
        if (error instanceof NotThere) return undefined;
        throw error;
      });
    const given = [contacts?.contactEmail, ...(contacts?.members ?? []).map(({ email }) => email)];
    return [...new Set(given.flatMap((address) => (address ? [address.toLowerCase()] : [])))];
  }

  /** Names come on topics of their own and may be later than the fact; after some rounds the letter does without. */
  private async mustWaitForName({ facts, attempts }: Message): Promise<boolean> {
    const { tenderId, tenderTitle } = (facts ?? {}) as Record<string, string | undefined>;
    if (attempts >= ROUNDS_FOR_NAMES || tenderId === undefined || tenderTitle) return false;
    return (await this.store.db.tender.count({ where: { id: tenderId } })) === 0;
  }

  private async later(id: string, reason: string): Promise<void> {
    const { attempts } = await this.store.db.message.update({
      where: { id },
      data: { attempts: { increment: 1 }, reason },
    });
    await this.store.db.$queryRawUnsafe(
      `UPDATE message SET next_attempt_at = now() + make_interval(secs => $2) WHERE id = $1::uuid`,
      id,
      backoffSeconds(attempts),
    );
  }
}
