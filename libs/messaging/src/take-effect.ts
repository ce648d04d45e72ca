import type { MessageHandler } from '@nestjs/microservices';
import { type Arrived, isOrdered, keyOf } from './arrived';
import { accept } from './inbox';
import type { Novelty } from './novelty';
import { letFollow, type Turn, turnOf } from './ordered';
import type { Parts, Run } from './run';
import type { Effects } from './strategy';

/** The inbox did not take the events that it was not asked for before. */
class NotEntered extends Error {
  constructor(override readonly cause: unknown) {
    super('The inbox did not take the events.');
  }
}

/** Calls a handler inside the transaction `tx`. */
export type Handing = (handler: MessageHandler, news: unknown, tx: unknown) => Promise<void>;

/** One transaction: events enter the inbox, and those that are new have their effect. */
export class TakeEffect {
  constructor(
    private readonly group: string,
    private readonly effects: Effects,
    private readonly novelty: Novelty,
    private readonly handing: Handing,
  ) {}

  /**
   * Resolves to whether others of the key may have their turn now: only ordered handlers know of turns. Rejects when
   * nothing had an effect.
   * @param parts what comes next; it is read while the handler waits for the database
   */
  async of(run: Run, parts?: Parts): Promise<boolean> {
    const [{ record }] = run.arrived as [Arrived];
    if (run.asBatch && this.novelty.isLikely(record)) {
      try {
        return await this.attempt(run, { unasked: true, parts });
      } catch (error) {
        if (!(error instanceof NotEntered)) throw error;
        if (this.effects.isAway(error.cause)) throw error.cause;
        this.novelty.doubt(record);
      }
    }
    return this.attempt(run, { unasked: false, parts });
  }

  private async attempt(
    run: Run,
    { unasked, parts }: { readonly unasked: boolean; readonly parts: Parts | undefined },
  ): Promise<boolean> {
    const [{ record, envelope, handler }] = run.distinct as [Arrived];
    const cause = run.distinct.length === 1 ? envelope : undefined;
    const key = isOrdered(handler) ? keyOf(this.group, record.topic, envelope) : undefined;
    let [turn, isAllNew]: [Turn, boolean] = ['free', false];
    await this.effects.transaction(cause, async (tx, sql) => {
      turn = key ? await turnOf(sql, key, record, envelope) : 'free';
      if (turn === 'held' || turn === 'repeat') return;
      const accepting = accept(sql, this.group, run.entries, unasked);
      // While the database looks in the inbox, the values are read.
      run.prepare();
      const { fresh, entered } = await accepting;
      const received = run.take();
      isAllNew = fresh.size === received.length;
      const news = isAllNew ? received : received.filter((one) => fresh.has(one.envelope.id));
      // While the database enters them, the handler makes ready what it writes.
      const handling =
        news.length > 0 ? this.hand(handler, run.asBatch ? news : news[0], tx, parts) : undefined;
      const [inbox, effect] = await Promise.allSettled([entered, handling]);
      // Where both failed, the inbox is the cause: its transaction took no more statements.
      if (inbox.status === 'rejected') throw unasked ? new NotEntered(inbox.reason) : inbox.reason;
      if (effect.status === 'rejected') throw effect.reason;
      if (key && turn === 'awaited') await letFollow(sql, key, envelope.id);
    });
    if (isAllNew) this.novelty.confirm((run.arrived.at(-1) as Arrived).record);
    return turn !== 'free';
  }

  private async hand(handler: MessageHandler, news: unknown, tx: unknown, parts?: Parts): Promise<void> {
    const ahead = parts && setImmediate(() => parts.prepareNext());
    try {
      await this.handing(handler, news, tx);
    } finally {
      clearImmediate(ahead);
    }
  }
}
