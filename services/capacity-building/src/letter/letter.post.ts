import { Injectable } from '@nestjs/common';
import { Clock, Peers, Rush, Store } from '@commissioning/service';
import type { notificationsApi } from '@commissioning/schemas';
import type { Letter, PrismaClient } from '../../generated/prisma/client';
import { referenceOf } from './letter.queries';

const A_ROUND = 1_000;
const FAILURES_ENOUGH = 5;
/** A letter may wait so long for a moment in which nobody does. */
const PATIENCE_MS = 200;

/**
 * Hands letters to notifications and notes that it took them. A crash between the two asks again under the same
 * reference with the same words, and notifications knows it.
 */
@Injectable()
export class LetterPost {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly peers: Peers,
    private readonly rush: Rush,
  ) {}

  /** One turn; the letters that were tried most often go last. Rejects with what went wrong, having tried the others. */
  async hand(): Promise<void> {
    const letters = await this.store.db.letter.findMany({
      where: { sentAt: null },
      orderBy: [{ attempts: 'asc' }, { id: 'asc' }],
      take: A_ROUND,
    });
    const failures: unknown[] = [];
    for (const letter of letters) {
      await this.rush.over(PATIENCE_MS);
      await this.handOne(letter).catch(async (error: unknown) => {
        failures.push(error);
        const attempts = { increment: 1 };
        await this.store.db.letter.update({ where: { id: letter.id }, data: { attempts } });
      });
      // Notifications is away rather than a letter wrong.
      if (failures.length === FAILURES_ENOUGH) break;
    }
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} letters could not be handed over.`);
  }

  private async handOne(letter: Letter): Promise<void> {
    const key = referenceOf(letter);
    const message = { ...(letter.recipient as object), template: letter.template, key, facts: letter.facts };
    await this.peers.post<notificationsApi.AcceptedMessage>('notifications', '/v1/messages', message);
    // Names of people are not needed here any more.
    await this.store.sql.query(
      'UPDATE letter SET sent_at = $2::timestamptz, facts = NULL WHERE id = $1::uuid',
      [letter.id, new Date(this.clock.now().epochMilliseconds)],
    );
  }
}
