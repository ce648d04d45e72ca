import type { Actor } from '@commissioning/auth';
import { unsealedAudit } from '@commissioning/audit';
import type { JobQueue } from '@commissioning/jobs';
import {
  type Broker,
  consumerFigures,
  deadLetters,
  outboxFigures,
  parkedEvents,
  type Sql,
} from '@commissioning/messaging';
import type { operationsApi } from '@commissioning/schemas';
import { sqlOn } from '../data/sql';
import type { PrismaLike, Store } from '../data/store';
import { found, must } from '../rule';
import { type Act, type DeadLettersOf, giveUpOnRecord, releaseOnRecord, replayOnRecord } from './deeds';

const SHOWN = 200;

/** How a service stands with the bus and its jobs, and what an operator may do about it, always on record. */
export class OperationsService {
  private readonly sql: Sql;

  constructor(
    private readonly service: string,
    private readonly store: Store<PrismaLike>,
    private readonly broker: Broker,
    private readonly jobs: JobQueue,
  ) {
    this.sql = sqlOn(store.db);
  }

  async report(): Promise<operationsApi.OperationsReport> {
    const [outbox, consumer, unsealed, failed] = await Promise.all([
      outboxFigures(this.sql),
      consumerFigures(this.broker, this.sql, this.service),
      unsealedAudit(this.sql),
      // Only those that failed: how many receipts of bids wait would tell how many bids there are.
      Promise.all(this.jobs.kinds().map(async (kind) => (await this.jobs.counts(kind)).failed)),
    ]);
    const failedJobs = failed.reduce((sum, count) => sum + count, 0);
    return {
      service: this.service,
      outbox,
      consumer: { ...consumer, partitions: [...consumer.partitions] },
      audit: { unsealed: unsealed.entries, oldestUnsealedSeconds: unsealed.oldestSeconds },
      failedJobs,
    };
  }

  /** The newest first; what had its effect by a replay is history and left out. */
  async deadLetters(): Promise<operationsApi.DeadLetterList> {
    const letters = await deadLetters(this.broker, this.sql, this.service);
    const items = letters.filter(({ state }) => state !== 'handled').slice(-SHOWN);
    return { items: items.reverse() };
  }

  async replay(
    { eventIds, reason }: operationsApi.ReplayRequest,
    actor: Actor,
  ): Promise<operationsApi.Replayed> {
    return { eventIds: await replayOnRecord(this.letters(), eventIds, reason, this.actsFor(actor)) };
  }

  async giveUp(eventId: string, reason: string, actor: Actor): Promise<void> {
    await giveUpOnRecord(this.letters(), eventId, reason, this.actsFor(actor));
  }

  async parkedEvents(): Promise<operationsApi.ParkedEventList> {
    return { items: (await parkedEvents(this.sql)).slice(0, SHOWN) };
  }

  async release(id: string, reason: string, actor: Actor): Promise<void> {
    await releaseOnRecord(id, reason, this.actsFor(actor));
  }

  async failedJobs(): Promise<operationsApi.FailedJobList> {
    const lists = await Promise.all(
      this.jobs.kinds().map(async (kind) =>
        (await this.jobs.failed(kind, SHOWN)).map(({ id, attempts, error, enqueuedAt, failedAt }) => ({
          ...{ id, kind: kind.name, attempts, error },
          enqueuedAt: enqueuedAt.toISOString(),
          failedAt: failedAt.toISOString(),
        })),
      ),
    );
    const items = lists.flat().sort((a, b) => (a.failedAt < b.failedAt ? 1 : -1));
    return { items: items.slice(0, SHOWN) };
  }

  async retryJob({ kind: name, id, reason }: operationsApi.JobRetry, actor: Actor): Promise<void> {
    const kind = found(
      this.jobs.kinds().find((one) => one.name === name),
      'kind of job',
    );
    const act = this.actsFor(actor);
    await act({ aggregate: 'job', aggregateId: id, action: 'retried', reason, detail: { kind: name } });
    const retried = await this.jobs.retryFailed(kind, [id]);
    must(retried > 0, 'job-not-failed', 'This job is not in the list of failed jobs any more.');
  }

  private letters(): DeadLettersOf {
    return { broker: this.broker, sql: this.sql, group: this.service };
  }

  private actsFor(actor: Actor): Act {
    return ({ aggregate, aggregateId, action, reason, detail }, work) =>
      this.store.change(actor, async (change) => {
        await work?.(change.sql);
        await change.audit(aggregate, aggregateId, action, { reason, detail });
      });
  }
}
