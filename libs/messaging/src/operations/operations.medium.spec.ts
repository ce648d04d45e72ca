import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { analysisScreeningCompleted, type FactOf } from '@commissioning/schemas';
import { until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { startKafka } from '../../../../deploy/local/kafka';
import { RecordRefused } from '../broker';
import { ConsumerBench } from '../conformance/consumer-bench';
import { deadTopicOf } from '../dead-letter';
import { writeToOutbox } from '../outbox';
import { consumerFigures } from './consumer';
import { deadLetters, replayDeadLetters } from './dead-letters';
import { outboxFigures, parkedEvents, purgePublished, releaseParked } from './outbox';
import { type PassingEvent, tail } from './tail';

const EVENT = analysisScreeningCompleted;
const fact = (): FactOf<typeof EVENT> => ({ ...EVENT.examples.golden, analysisId: uuidv7() });

const onPostgres = async () => ({ url: undefined, stop: async () => {} });
const onKafka = async () => {
  const dir = await mkdtemp(join(tmpdir(), 'kafka-'));
  const server = await startKafka({ dir, log: () => undefined });
  const stop = async () => {
    await server.stop();
    await rm(dir, { recursive: true });
  };
  return { url: `kafka://${server.brokers.join(',')}`, stop };
};

jest.setTimeout(120_000);

type Begin = () => Promise<{ readonly url: string | undefined; stop(): Promise<void> }>;
const KAFKA: [string, Begin][] = process.env['WITHOUT_JAVA'] ? [] : [['Kafka', onKafka]];

describe.each<[string, Begin]>([['the log in Postgres', onPostgres], ...KAFKA])(
  'the operator of a service on %s',
  (_, begin) => {
    let bus: Awaited<ReturnType<Begin>>;
    let bench: ConsumerBench;
    let broken = true;
    let effects: string[] = [];

    beforeAll(async () => {
      effects = [];
      bus = await begin();
      bench = await ConsumerBench.open([EVENT], bus.url);
      await bench.listen([
        [
          EVENT,
          async ({ envelope }) => {
            if (broken) throw new Error('The theme is not known here.');
            effects.push(envelope.id);
          },
        ],
      ]);
    });
    afterAll(async () => {
      await bench.close();
      await bus.stop();
    });

    const letters = () => deadLetters(bench.broker, bench.sql, 'programme');
    const letter = async (id: string) => (await letters()).find(({ eventId }) => eventId === id);
    const isWaiting = async (id: string) => (await letter(id))?.state === 'waiting';

    describe('of a consumer', () => {
      it('reads the story of a dead letter, puts it back with a reason, and sees that it had its effect', async () => {
        broken = true;
        const id = await bench.say(EVENT, fact(), 1);
        await until(() => isWaiting(id), 'the dead letter');
        expect(await letter(id)).toMatchObject({
          ...{ group: 'programme', type: EVENT.type, topic: EVENT.topic, partition: 0, offset: '0' },
          ...{ handler: EVENT.type, attempts: 1, reason: 'Error: The theme is not known here.', burials: 1 },
          payload: { outcome: EVENT.examples.golden.outcome },
        });
        expect(await consumerFigures(bench.broker, bench.sql, 'programme')).toMatchObject({ dead: 1 });

        broken = false;
        const recorded: unknown[] = [];
        const replayed = await replayDeadLetters(
          bench.broker,
          bench.sql,
          'programme',
          [id],
          async ({ eventId }) => void recorded.push(eventId),
        );
        expect([replayed, recorded]).toEqual([[id], [id]]);
        await until(async () => (await letter(id))?.state === 'handled', 'the effect');
        expect(effects.filter((one) => one === id)).toHaveLength(1);
        const again = await replayDeadLetters(bench.broker, bench.sql, 'programme', 'all', async () => {});
        expect(again).toEqual([]);
        expect(await consumerFigures(bench.broker, bench.sql, 'programme')).toMatchObject({ dead: 0 });
      });

      it('sees one dead letter, buried twice, when its replay fails again', async () => {
        broken = true;
        const id = await bench.say(EVENT, fact(), 1);
        await until(() => isWaiting(id), 'the dead letter');
        await replayDeadLetters(bench.broker, bench.sql, 'programme', 'all', async () => {});
        await until(async () => (await letter(id))?.burials === 2, 'the second burial');
        expect(await letter(id)).toMatchObject({ state: 'waiting' });
        expect((await letters()).filter(({ eventId }) => eventId === id)).toHaveLength(1);
      });

      it('is not offered what is no CloudEvent for a replay', async () => {
        const value = Buffer.from('A name that must not be shown');
        await bench.broker.publish([{ topic: EVENT.topic, key: 'stray', value, headers: {} }]);
        await until(async () => (await letters()).some(({ subject }) => subject === 'stray'), 'the letter');
        const stray = (await letters()).find(({ subject }) => subject === 'stray');
        expect(stray).toMatchObject({ state: 'unreadable', handler: 'envelope', classification: 'unknown' });
        expect(JSON.stringify(stray)).not.toContain('must not be shown');
      });

      it('nothing is put back when the reason cannot be recorded', async () => {
        broken = true;
        const id = await bench.say(EVENT, fact(), 1);
        await until(() => isWaiting(id), 'the dead letter');
        broken = false;
        const refuse = () => Promise.reject(new Error('The audit trail does not answer.'));
        await expect(replayDeadLetters(bench.broker, bench.sql, 'programme', [id], refuse)).rejects.toThrow(
          'audit trail',
        );
        const [end] = await bench.broker.positions([EVENT.topic]);
        await until(
          async () => (await bench.broker.lag('programme')).every(({ committed }) => committed === end?.end),
          'everything to be handled',
        );
        expect(await letter(id)).toMatchObject({ state: 'waiting' });
      });

      it('sees how far the group is behind, by partition', async () => {
        await bench.sql.query(
          `INSERT INTO messaging.inbox (consumer, event_id, handled_at)
           VALUES ('programme', gen_random_uuid(), now() - interval '61 minutes')`,
        );
        const { lag, partitions, handledLastHour } = await consumerFigures(
          bench.broker,
          bench.sql,
          'programme',
        );
        const [position] = await bench.broker.positions([EVENT.topic]);
        expect(lag).toBe('0');
        expect(partitions).toEqual([
          {
            topic: EVENT.topic,
            partition: 0,
            committed: String(position?.end),
            end: String(position?.end),
            lag: '0',
          },
        ]);
        expect(handledLastHour).toBe(effects.length);
      });

      it('has no dead letters for a group that nobody knows', async () => {
        expect(await deadLetters(bench.broker, bench.sql, 'nobody')).toEqual([]);
      });
    });

    describe('of the log', () => {
      it('sees events as they come, after those that were asked for', async () => {
        const seen: PassingEvent[] = [];
        const end = new AbortController();
        const watching = tail(bench.broker, {
          ...{ topics: [EVENT.topic, deadTopicOf('nobody')], last: 1, every: 20, signal: end.signal },
          show: (event) => seen.push(event),
        });
        await until(async () => seen.length === 1, 'the last one');
        broken = false;
        const id = await bench.say(EVENT, fact(), 1);
        await until(async () => seen.length === 2, 'the new one');
        await pause(60);
        end.abort();
        await watching;
        expect(seen.map((event) => event.id)).toEqual([expect.any(String), id]);
        expect(seen[1]).toMatchObject({ topic: EVENT.topic, type: EVENT.type, sequence: '1' });
      });
    });

    describe('of the outbox', () => {
      const write = (subject: string) =>
        writeToOutbox(bench.sql, EVENT, { ...fact(), analysisId: subject }, '2026-11-02T10:00:00Z');
      const park = async (id: string) =>
        bench.sql.query(
          'UPDATE messaging.outbox SET parked_at = now(), parked_reason = $2, attempts = 3 WHERE id = $1::uuid',
          [id, new RecordRefused(0, 'too large').reason],
        );

      it('sees how long the oldest row waits and which are parked, and releases one', async () => {
        expect(await outboxFigures(bench.sql)).toEqual({
          ...{ unsent: 0, oldestUnsentSeconds: null, mostAttempts: 0, parked: 0, published: 0 },
        });
        const subject = uuidv7();
        const [first] = [await write(subject), await write(subject), await write(uuidv7())];
        await park(first);
        await bench.sql.query(
          "UPDATE messaging.outbox SET created_at = created_at - interval '90 seconds' WHERE id = $1::uuid",
          [first],
        );
        const figures = await outboxFigures(bench.sql);
        expect(figures).toMatchObject({ unsent: 3, mostAttempts: 3, parked: 1 });
        expect(figures.oldestUnsentSeconds).toBeGreaterThanOrEqual(90);
        expect(await parkedEvents(bench.sql)).toEqual([
          {
            ...{ id: first, type: EVENT.type, subject, sequence: '1', reason: 'too large', attempts: 3 },
            ...{ heldBack: 1, parkedAt: expect.stringMatching(/^\d{4}-.*Z$/) },
          },
        ]);

        expect(await releaseParked(bench.sql, uuidv7())).toBe(false);
        expect(await releaseParked(bench.sql, first)).toBe(true);
        expect(await parkedEvents(bench.sql)).toEqual([]);
        expect(await releaseParked(bench.sql, first)).toBe(false);
      });

      it('purges what was published long enough ago, and never what is unsent', async () => {
        const [old, recent, unsent] = [await write(uuidv7()), await write(uuidv7()), await write(uuidv7())];
        const publish = (id: string, ago: string) =>
          bench.sql.query(
            'UPDATE messaging.outbox SET published_at = now() - $2::interval, created_at = now() - $2::interval WHERE id = $1::uuid',
            [id, ago],
          );
        await publish(old, '3 hours');
        await publish(recent, '1 hour');
        expect(await purgePublished(bench.sql, 2)).toBe(1);
        expect(await purgePublished(bench.sql, 0)).toBe(1);
        const rows = await bench.sql.query('SELECT id::text FROM messaging.outbox WHERE id = $1::uuid', [
          unsent,
        ]);
        expect(rows).toHaveLength(1);
      });
    });
  },
);
