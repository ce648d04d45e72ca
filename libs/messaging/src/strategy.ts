import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { EventDefinition } from '@commissioning/schemas';
import type { Batch, Broker, BrokerLog, IncomingRecord, Subscribed } from './broker';
import {
  type Arrived,
  distinctOf,
  entryOf,
  isBatch,
  isOrdered,
  readAll,
  sameMethod,
  Unreadable,
} from './arrived';
import { type Envelope, envelopeOf } from './cloud-event';
import { deadTopicOf, toDeadLetter } from './dead-letter';
import type { HandlerExtras } from './handlers';
import { acceptNew, rememberDead } from './inbox';
import {
  awaitedIn,
  holdBehind,
  interruptedKeys,
  letFollow,
  type OrderedKey,
  type Turn,
  turnOf,
} from './ordered';
import type { Sql } from './sql';

/** Where effects happen: the service's own database. */
export interface Effects {
  /** One transaction; `tx` is what handlers get, `sql` the same transaction for the inbox. */
  transaction(cause: Envelope | undefined, effect: (tx: unknown, sql: Sql) => Promise<void>): Promise<void>;
  /** True when trying again later can help whatever the message is: the database is away. */
  isAway(error: unknown): boolean;
}

/** What a consumer group is made of. */
export interface StrategyOptions {
  /** The service's name: the consumer group and the name on the allow-list. */
  readonly service: string;
  /** `<service>.<projection>` while a projection is rebuilt beside the serving one. Default: the service. */
  readonly group?: string;
  readonly broker: Broker;
  readonly effects: Effects;
  readonly log: BrokerLog;
  /** Called when the consumer is gone for good: the process must end, so that it is started again. */
  readonly onCrash: (error: unknown) => void;
  /** Attempts in place before a message becomes a dead letter. Default 5. */
  readonly attempts?: number;
}

type SignOfLife = Pick<Batch, 'heartbeat'>;

/** Carries events from a broker to ordinary `@EventPattern` methods of a Nest service, exactly once in effect. */
export class EventStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private subscribed: Subscribed | undefined;
  private readonly group: string;
  private readonly attempts: number;

  constructor(private readonly options: StrategyOptions) {
    super();
    this.group = options.group ?? options.service;
    this.attempts = options.attempts ?? 5;
  }

  /** Refuses to start when a handler listens to what the allow-list does not give this service. */
  listen(ready: (error?: unknown) => void): void {
    this.subscribe().then(() => ready(), ready);
  }

  async close(): Promise<void> {
    await this.subscribed?.stop();
  }

  override on(): never {
    throw new Error('The event strategy has no client events.');
  }

  override unwrap<T>(): T {
    return this.options.broker as T;
  }

  private async subscribe(): Promise<void> {
    const events = this.eventsListenedTo();
    if (events.length === 0) return;
    const { broker, service, onCrash } = this.options;
    const forbidden = events.filter((event) => !event.listeners.includes(service));
    if (forbidden.length > 0) {
      throw new Error(
        `${service} is not on the list of listeners of ${forbidden.map((event) => event.type).join(', ')}.`,
      );
    }
    if ([...this.messageHandlers.values()].some(isOrdered)) {
      const keys = await this.inTransaction((sql) => interruptedKeys(sql, this.group));
      for (const key of keys) await this.drain(key, { heartbeat: async () => {} });
    }
    this.subscribed = await broker.subscribe({
      group: this.group,
      topics: [...new Set(events.map((event) => event.topic))],
      onBatch: (batch) => this.handleBatch(batch),
    });
    this.subscribed.crashed.catch(onCrash);
  }

  private eventsListenedTo(): EventDefinition<unknown>[] {
    const found = new Map<string, EventDefinition<unknown>>();
    for (const handler of this.messageHandlers.values()) {
      for (const event of (handler.extras as HandlerExtras | undefined)?.events ?? [])
        found.set(event.type, event);
    }
    return [...found.values()];
  }

  private async handleBatch(batch: Batch): Promise<void> {
    let run: Arrived[] = [];
    for (const record of batch.records) {
      if (batch.isStale()) return;
      const arrived = this.arrive(record);
      if (arrived && isBatch(arrived) && (run.length === 0 || sameMethod(run[0] as Arrived, arrived))) {
        run.push(arrived);
        continue;
      }
      if (run.length > 0) await this.handleRun(run, batch);
      run = [];
      if (arrived && isBatch(arrived)) {
        run.push(arrived);
        continue;
      }
      if (arrived && (await this.handleOne(arrived, batch)))
        await this.drain(this.keyOf(record.topic, arrived.envelope), batch);
      else if (!arrived && !envelopeOf(record)) await this.buryWithoutEnvelope(record);
      batch.done(record.offset);
    }
    if (run.length > 0) await this.handleRun(run, batch);
  }

  /** Undefined when nobody here listens, or when the record has no envelope. */
  private arrive(record: IncomingRecord): Arrived | undefined {
    const handler = this.messageHandlers.get(record.headers['ce_type'] ?? '');
    const envelope = handler && envelopeOf(record);
    if (!envelope) return undefined;
    const { events } = handler.extras as HandlerExtras;
    const event = events.find((candidate) => candidate.type === envelope.type);
    return { record, handler, envelope, event: event as EventDefinition<unknown> };
  }

  private async buryWithoutEnvelope(record: IncomingRecord): Promise<void> {
    const reason = 'an attribute of the CloudEvent is missing';
    await this.bury(record, undefined, { reason, handler: 'envelope', attempts: 1 });
  }

  private async handleRun(run: readonly Arrived[], batch: Batch): Promise<void> {
    const [{ handler }] = run as [Arrived];
    for (let rest = run; rest.length > 0;) {
      try {
        await this.effect(rest, handler, true);
        break;
      } catch (error) {
        if (this.options.effects.isAway(error)) throw error;
        const unreadable = error instanceof Unreadable ? error.arrived : undefined;
        if (unreadable) {
          const story = { reason: (error as Unreadable).message, handler: 'schema', attempts: 1 };
          await this.bury(unreadable.record, unreadable.envelope, story);
          rest = rest.filter((one) => one !== unreadable);
        } else {
          for (const one of rest) await this.handleOne(one, batch, true);
          break;
        }
      }
    }
    batch.done((run.at(-1) as Arrived).record.offset);
    await batch.heartbeat();
  }

  /** Resolves to whether others may have their turn now. */
  private async handleOne(arrived: Arrived, sign: SignOfLife, asBatch = false): Promise<boolean> {
    const { record, envelope, event, handler } = arrived;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.effect([arrived], arrived.handler, asBatch);
      } catch (error) {
        // A database that is away is no fault of the message: the partition waits and nothing is buried.
        if (this.options.effects.isAway(error)) throw error;
        const unreadable = error instanceof Unreadable;
        if (unreadable || attempt >= this.attempts) {
          const reason = unreadable ? error.message : String(error);
          const story = { reason, handler: unreadable ? 'schema' : event.type, attempts: attempt };
          await this.bury(record, envelope, { ...story, isOrdered: isOrdered(handler) });
          return false;
        }
        await sign.heartbeat();
        await new Promise((resolve) => setTimeout(resolve, 50 * 3 ** (attempt - 1)));
      }
    }
  }

  /** Resolves to whether others of the key may have their turn now: only ordered handlers know of turns. */
  private async effect(run: readonly Arrived[], handler: MessageHandler, asBatch: boolean): Promise<boolean> {
    const distinct = distinctOf(run);
    const [{ record, envelope }] = distinct as [Arrived];
    const cause = distinct.length === 1 ? envelope : undefined;
    const key = isOrdered(handler) ? this.keyOf(record.topic, envelope) : undefined;
    let turn: Turn = 'free';
    await this.options.effects.transaction(cause, async (tx, sql) => {
      turn = key ? await turnOf(sql, key, record, envelope) : 'free';
      if (turn === 'held' || turn === 'repeat') return;
      const accepting = acceptNew(sql, this.group, distinct.map(entryOf));
      // While the database looks in the inbox, the values are read.
      const received = readAll(distinct);
      const fresh = await accepting;
      if (received instanceof Unreadable) throw received;
      const news =
        fresh.size === distinct.length ? received : received.filter((one) => fresh.has(one.envelope.id));
      if (news.length > 0) {
        const result = await handler(asBatch ? news : news[0], tx);
        await lastValueFrom(this.transformToObservable(result), { defaultValue: undefined });
      }
      if (key && turn === 'awaited') await letFollow(sql, key, envelope.id);
    });
    return turn !== 'free';
  }

  private async bury(
    record: IncomingRecord,
    envelope: Envelope | undefined,
    {
      isOrdered = false,
      ...story
    }: { reason: string; handler: string; attempts: number; isOrdered?: boolean },
  ): Promise<void> {
    const { broker, effects, log } = this.options;
    const { topic, partition, offset } = record;
    await broker.publish([
      toDeadLetter(this.group, record, { ...story, topic, partition, offset: String(offset) }),
    ]);
    if (envelope)
      await effects.transaction(envelope, async (_, sql) => {
        await rememberDead(sql, this.group, envelope.id);
        if (isOrdered) await holdBehind(sql, this.keyOf(topic, envelope), envelope.id);
      });
    log('error', `An event of ${topic} went to ${deadTopicOf(this.group)}`, {
      ...{ event: envelope?.id, handler: story.handler, reason: story.reason },
    });
  }

  /** Hands over, one after the other, what waits for its turn in the key, until one fails or none is left. */
  private async drain(key: OrderedKey, sign: SignOfLife): Promise<void> {
    const { effects } = this.options;
    for (;;) {
      const record = await this.inTransaction((sql) => awaitedIn(sql, key));
      const envelope = record && envelopeOf(record);
      if (!envelope) return;
      const arrived = this.arrive(record);
      if (arrived) await this.handleOne(arrived, sign);
      // Held by an earlier version that listened to it.
      else if (!this.messageHandlers.has(envelope.type))
        await effects.transaction(undefined, (_, sql) => letFollow(sql, key, envelope.id));
      await sign.heartbeat();
    }
  }

  private async inTransaction<Result>(work: (sql: Sql) => Promise<Result>): Promise<Result> {
    let result: Result;
    await this.options.effects.transaction(undefined, async (_, sql) => void (result = await work(sql)));
    return result!;
  }

  private keyOf(topic: string, { subject }: Envelope): OrderedKey {
    return { consumer: this.group, type: topic, id: subject };
  }
}
