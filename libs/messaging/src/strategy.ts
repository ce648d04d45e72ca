import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { EventDefinition } from '@commissioning/schemas';
import type { Batch, Broker, BrokerLog, IncomingRecord, Subscribed } from './broker';
import { type Arrived, isBatch, isOrdered, keyOf, sameMethod } from './arrived';
import { type Envelope, envelopeOf } from './cloud-event';
import { deadTopicOf, toDeadLetter } from './dead-letter';
import type { HandlerExtras } from './handlers';
import { rememberDead } from './inbox';
import { Novelty } from './novelty';
import { awaitedIn, holdBehind, interruptedKeys, letFollow, type OrderedKey } from './ordered';
import { Parts, Run, Unreadable } from './run';
import type { Sql } from './sql';
import { TakeEffect } from './take-effect';

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

/** Events that one transaction takes, and those that are asked for at once: while one run is written, the next is read. */
const [MOST_IN_RUN, MOST_IN_BATCH] = [500, 2_000];

/** Carries events from a broker to ordinary `@EventPattern` methods of a Nest service, exactly once in effect. */
export class EventStrategy extends Server implements CustomTransportStrategy {
  override readonly propagatesEventHandlerErrors = true;
  private subscribed: Subscribed | undefined;
  private readonly group: string;
  private readonly attempts: number;
  private readonly novelty = new Novelty();
  private readonly takeEffect: TakeEffect;

  constructor(private readonly options: StrategyOptions) {
    super();
    this.group = options.group ?? options.service;
    this.attempts = options.attempts ?? 5;
    this.takeEffect = new TakeEffect(this.group, options.effects, this.novelty, async (handler, news, tx) => {
      const result = await handler(news, tx);
      await lastValueFrom(this.transformToObservable(result), { defaultValue: undefined });
    });
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
      ...([...this.messageHandlers.values()].some(isBatch) && { maxBatch: MOST_IN_BATCH }),
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
    const parts = new Parts(this.partsOf(batch.records));
    this.novelty.begin(batch.records[0] as IncomingRecord);
    for (let part = parts.next(); part && !batch.isStale(); part = parts.next()) {
      if (!(part instanceof Run)) {
        if (!envelopeOf(part)) await this.buryWithoutEnvelope(part);
        batch.done(part.offset);
      } else if (part.asBatch) await this.handleRun(part, batch, parts);
      else await this.handleSingle(part, batch, parts);
    }
    this.novelty.end(batch.records.at(-1) as IncomingRecord);
  }

  /** Neighbours that one batch handler takes together, everything else alone. */
  private *partsOf(records: readonly IncomingRecord[]): Generator<Run | IncomingRecord, undefined> {
    let run: Arrived[] = [];
    for (const record of records) {
      const arrived = this.arrive(record);
      const joins = arrived !== undefined && isBatch(arrived.handler);
      const [first] = run;
      if (first && (!joins || run.length === MOST_IN_RUN || !sameMethod(first, arrived))) {
        yield new Run(run, true);
        run = [];
      }
      if (joins) run.push(arrived);
      else yield arrived ? new Run([arrived], false) : record;
    }
    if (run.length > 0) yield new Run(run, true);
    return undefined;
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

  private async handleRun(run: Run, batch: Batch, parts: Parts): Promise<void> {
    for (let rest: Run | undefined = run; rest;) {
      try {
        await this.takeEffect.of(rest, parts);
        break;
      } catch (error) {
        if (this.options.effects.isAway(error)) throw error;
        if (!(error instanceof Unreadable)) {
          for (const one of rest.arrived) await this.handleOne(new Run([one], true), batch);
          break;
        }
        const { record, envelope } = error.arrived;
        await this.bury(record, envelope, { reason: error.message, handler: 'schema', attempts: 1 });
        const others: Arrived[] = rest.arrived.filter((one) => one !== error.arrived);
        rest = others.length > 0 ? new Run(others, true) : undefined;
      }
    }
    batch.done((run.arrived.at(-1) as Arrived).record.offset);
    await batch.heartbeat();
  }

  private async handleSingle(run: Run, batch: Batch, parts: Parts): Promise<void> {
    const [{ record, envelope }] = run.arrived as [Arrived];
    if (await this.handleOne(run, batch, parts))
      await this.drain(keyOf(this.group, record.topic, envelope), batch);
    batch.done(record.offset);
  }

  /** Resolves to whether others may have their turn now. */
  private async handleOne(run: Run, sign: SignOfLife, parts?: Parts): Promise<boolean> {
    const [{ record, envelope, event, handler }] = run.arrived as [Arrived];
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.takeEffect.of(run, parts);
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
        if (isOrdered) await holdBehind(sql, keyOf(this.group, topic, envelope), envelope.id);
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
      if (arrived) await this.handleOne(new Run([arrived], false), sign);
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
}
