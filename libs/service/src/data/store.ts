import { appendAudit } from '@commissioning/audit';
import type { Actor } from '@commissioning/auth';
import { type Effects, type Envelope, type Sql, writeToOutbox } from '@commissioning/messaging';
import type { EventDefinition } from '@commissioning/schemas';
import { Temporal } from 'temporal-polyfill';
import { v7 as uuidv7 } from 'uuid';
import type { Clock } from '../clock';
import { answerUnder, type Answered } from '../http/idempotency';
import { currentContext } from '../run/request-context';
import { isAway } from './away';
import { isContended } from './contended';
import { type RawClient, sqlOn } from './sql';
import { withConnection } from './transaction-connection';

/** What the store needs of a generated Prisma client. */
export interface PrismaLike extends RawClient {
  $transaction(...work: never[]): Promise<unknown>;
  $disconnect(): Promise<void>;
}

/** The client inside a transaction: everything but opening and closing. */
export type TransactionOf<Client> = Omit<
  Client,
  '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'
>;

/** One transaction of a use case: its data, its actor, its moment, and what it tells the rest of the system. */
export interface Change<Client> {
  readonly db: TransactionOf<Client>;
  readonly sql: Sql;
  readonly actor: Actor;
  /** Business time of the change: the same for everything in it. */
  readonly now: Temporal.Instant;
  /** Writes the outbox row and the audit entry of a fact. Nobody calls the broker from a use case. */
  emit<Fact>(event: EventDefinition<Fact>, fact: Fact, reason?: string): Promise<void>;
  /** Records what was done where no event tells it, or that special-category data was read. */
  audit(
    aggregate: string,
    aggregateId: string,
    action: string,
    more?: { reason?: string; detail?: Record<string, unknown> },
  ): Promise<void>;
}

/** A use case changed something and neither emitted nor audited it: a defect. */
export class UnrecordedChange extends Error {
  constructor() {
    super('A change was about to be committed without an audit entry.');
    this.name = 'UnrecordedChange';
  }
}

/** How long a transaction may take before it is rolled back, and how long it may wait to begin; milliseconds. */
export interface TransactionLimits {
  readonly timeout: number;
  readonly maxWait: number;
}

const LIMITS: TransactionLimits = { timeout: 20_000, maxWait: 10_000 };

/** How often a transaction that lost to another one is done again, and the longest pause before the first repetition. */
const [REPETITIONS, PAUSE_MS] = [8, 10];

/**
 * Where a service keeps its aggregates. `change` is load, decide, save and tell in one transaction: row, event,
 * audit entry and idempotent answer are committed together or not at all.
 */
export class Store<Client extends PrismaLike> implements Effects {
  constructor(
    /** For reading outside a change. */
    readonly db: Client,
    private readonly clock: Clock,
    private readonly system: Actor,
    /** Told after each commit that emitted: wakes the relay. */
    private readonly committed: () => void,
    /** For reading outside a change what is asked so often that the way through Prisma would be felt. */
    readonly sql: Sql = sqlOn(db),
    private readonly limits = LIMITS,
  ) {}

  /**
   * Runs a use case. Throws what the use case throws, having rolled everything back. Where the transaction lost to
   * another one (a serialisation failure or a deadlock) the use case runs again from its beginning.
   */
  async change<Result>(actor: Actor, work: (change: Change<Client>) => Promise<Result>): Promise<Result> {
    const idempotency = currentContext()?.idempotency;
    let emitted = false;
    const result = await this.inTransaction(async (tx, sql) => {
      const change = this.open(tx, sql, actor, currentContext());
      const attempt = async (): Promise<Result> => {
        const outcome = await work(change);
        if (change.records === 0) throw new UnrecordedChange();
        return outcome;
      };
      const answered: Answered<Result> = idempotency
        ? await answerUnder(sql, idempotency, attempt)
        : { answer: await attempt() };
      emitted = change.emits > 0;
      return answered.answer;
    });
    if (emitted) this.committed();
    return result;
  }

  /** Reads special-category data: the reading itself is recorded, with its purpose. */
  async readSensitive<Result>(
    actor: Actor,
    subject: { aggregate: string; aggregateId: string; purpose: string },
    read: (db: TransactionOf<Client>) => Promise<Result>,
  ): Promise<Result> {
    return this.change(actor, async (change) => {
      await change.audit(subject.aggregate, subject.aggregateId, 'read', { reason: subject.purpose });
      return read(change.db);
    });
  }

  /** The effect of an event or a timer, in one transaction with its inbox row. */
  async transaction(
    cause: Envelope | undefined,
    effect: (change: Change<Client>, sql: Sql) => Promise<void>,
  ): Promise<void> {
    let emitted = false;
    await this.inTransaction(async (tx, sql) => {
      const change = this.open(tx, sql, this.system, {
        correlationId: cause?.correlationId ?? cause?.id ?? 'batch',
        traceparent: cause?.traceparent,
      });
      await effect(change, sql);
      emitted = change.emits > 0;
    });
    if (emitted) this.committed();
  }

  /** Resolves when the database answers. */
  async ping(): Promise<void> {
    await this.db.$queryRawUnsafe('SELECT 1');
  }

  /** Closes the connections. */
  async close(): Promise<void> {
    await this.db.$disconnect();
  }

  isAway(error: unknown): boolean {
    return isAway(error);
  }

  /** Does the work again from its beginning when it lost to another transaction, after a pause that differs. */
  private async inTransaction<Result>(work: (tx: RawClient, sql: Sql) => Promise<Result>): Promise<Result> {
    // Prisma overloads `$transaction`; this is the interactive form of it.
    const begin = this.db.$transaction as unknown as (
      work: (tx: RawClient) => Promise<Result>,
      options: TransactionLimits,
    ) => Promise<Result>;
    for (let repetition = 0; ; repetition += 1) {
      try {
        return await withConnection<RawClient, Result>(
          (inside) => begin.call(this.db, inside, this.limits),
          (tx, sql) => work(tx, sql ?? sqlOn(tx)),
        );
      } catch (error) {
        if (repetition === REPETITIONS || !isContended(error)) throw error;
        await new Promise((resolve) => setTimeout(resolve, Math.random() * PAUSE_MS * 2 ** repetition));
      }
    }
  }

  private open(
    tx: RawClient,
    sql: Sql,
    actor: Actor,
    context: { correlationId: string; traceparent?: string } | undefined,
  ): Change<Client> & { records: number; emits: number } {
    const now = this.clock.now().round('millisecond');
    const audit: Change<Client>['audit'] = async (aggregate, aggregateId, action, more = {}) => {
      change.records += 1;
      await appendAudit(sql, {
        aggregate,
        aggregateId,
        action,
        actor,
        occurredAt: now.toString(),
        correlationId: context?.correlationId,
        ...more,
      });
    };
    const change = {
      db: tx as unknown as TransactionOf<Client>,
      sql,
      actor,
      now,
      records: 0,
      emits: 0,
      audit,
      emit: async <Fact>(event: EventDefinition<Fact>, fact: Fact, reason?: string) => {
        change.emits += 1;
        const id = uuidv7();
        const [, aggregate = event.topic] = event.topic.split('.');
        await writeToOutbox(sql, event, fact, now.toString(), context, id);
        await audit(aggregate, event.subject(fact), event.type, { reason, detail: { event: id } });
      },
    };
    return change;
  }
}
