import { randomBytes } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Batch } from '../broker';
import { deadTopicOf, storyOf, toDeadLetter } from '../dead-letter';
import { aRecord, type Bench, eventually, textsOf } from './bench';

const numbered = (topic: string, key: string, count: number) =>
  Array.from({ length: count }, (_, index) => aRecord(topic, key, String(index + 1)));

/** How batches reach a handler, and what happens when it fails, is slow or meets poison. */
export function delivery(given: () => Bench): void {
  describe('delivery', () => {
    it('hands over batches of one partition, in offset order, no larger than asked for', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 4);
      await broker.publish(
        Array.from({ length: 400 }, (_, index) => aRecord(topic, `key ${index}`, String(index))),
      );
      const seen = await bench.collect(broker, topic, bench.group(), { maxBatch: 30 });
      await eventually('all 400 arrive', () => seen.records.length === 400);
      expect(new Set(textsOf(seen.records)).size).toBe(400);
      expect(Math.max(...seen.batches.map((batch) => batch.records.length))).toBe(30);
      for (const { records, partition } of seen.batches) {
        const first = records[0]!.offset;
        expect(records.map((record) => record.offset)).toEqual(
          records.map((_, index) => first + BigInt(index)),
        );
        expect(new Set(records.map((record) => record.partition))).toEqual(new Set([partition]));
      }
    });

    it('brings a batch again that its handler rejected, and in the meantime nothing after it', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 1);
      await broker.publish(numbered(topic, 'a', 6));
      const attempts: string[][] = [];
      const onBatch = async ({ records }: Batch) => {
        attempts.push(textsOf(records));
        if (attempts.length < 4) throw new Error('not yet');
      };
      const group = bench.group();
      await bench.collect(broker, topic, group, { maxBatch: 3, onBatch });
      await eventually('both batches are done', () => attempts.length === 5);
      expect(attempts).toEqual([...Array(4).fill(['1', '2', '3']), ['4', '5', '6']]);
      await eventually('all is committed', async () =>
        (await broker.lag(group)).every((one) => one.lag === 0n),
      );
    });

    it('does not repeat what a rejecting handler had marked as done', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 1);
      await broker.publish(numbered(topic, 'a', 5));
      const attempts: string[][] = [];
      const onBatch = async (batch: Batch) => {
        attempts.push(textsOf(batch.records));
        if (attempts.length > 1) return;
        batch.done(batch.records[2]!.offset);
        expect(() => batch.done(batch.records[4]!.offset + 1n)).toThrow(RangeError);
        throw new Error('the fourth is difficult');
      };
      await bench.collect(broker, topic, bench.group(), { onBatch });
      await eventually('the rest is done', () => attempts.length === 2);
      expect(attempts).toEqual([
        ['1', '2', '3', '4', '5'],
        ['4', '5'],
      ]);
    });

    it('lets the other partitions go on while one is stuck', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 4);
      await broker.publish(
        Array.from({ length: 40 }, (_, index) => aRecord(topic, `key ${index}`, String(index))),
      );
      const stuck = (await broker.read(topic, 0, 0n, 1))[0]!.partition;
      const done = new Set<string>();
      let mayPass = false;
      const onBatch = async ({ partition, records }: Batch) => {
        if (partition === stuck && !mayPass) throw new Error('stuck');
        textsOf(records).forEach((text) => done.add(text));
      };
      await bench.collect(broker, topic, bench.group(), { onBatch });
      const here = (await broker.read(topic, stuck, 0n, 100)).length;
      expect(here).toBeGreaterThan(0);
      await eventually('the others are done', () => done.size === 40 - here);
      const more = Array.from({ length: 40 }, (_, index) => aRecord(topic, `key ${index}`, `more ${index}`));
      await broker.publish(more);
      await eventually('the others go on', () => done.size === 80 - 2 * here);
      mayPass = true;
      await eventually('the stuck one follows', () => done.size === 80);
    });

    it('lets poison be put away from within a handler, with its whole story, and goes on', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 1), bench.group()];
      await broker.ensureTopics([{ name: deadTopicOf(group), partitions: 1 }]);
      await broker.publish([
        aRecord(topic, 'a', 'good'),
        aRecord(topic, 'a', 'poison', { ce_id: '7' }),
        aRecord(topic, 'a', 'better'),
      ]);
      const done: string[] = [];
      const onBatch = async (batch: Batch) => {
        for (const record of batch.records) {
          if (record.value.toString() === 'poison') {
            const story = { topic, partition: record.partition, offset: String(record.offset), attempts: 5 };
            await broker.publish([
              toDeadLetter(group, record, { ...story, reason: 'no JSON', handler: 'openPanel' }),
            ]);
          } else done.push(record.value.toString());
          batch.done(record.offset);
        }
      };
      await bench.collect(broker, topic, group, { onBatch });
      await eventually('the partition goes on', () => done.length === 2);
      expect(done).toEqual(['good', 'better']);
      const [letter] = await broker.read(deadTopicOf(group), 0, 0n, 10);
      expect(letter!.value.toString()).toBe('poison');
      expect(letter!.headers['ce_id']).toBe('7');
      expect(storyOf(letter!)).toEqual({
        reason: 'no JSON',
        topic,
        partition: 0,
        offset: '1',
        handler: 'openPanel',
        attempts: 5,
      });
    });

    it('does not fill the memory of a slow consumer', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 1);
      const value = randomBytes(100_000);
      for (let load = 0; load < 80; load += 1) {
        await broker.publish(Array.from({ length: 10 }, () => ({ topic, key: 'a', value, headers: {} })));
      }
      const before = memoryInUse();
      const hold = Promise.withResolvers<void>();
      let arrived = 0;
      let most = 0;
      const onBatch = async ({ records }: Batch) => {
        arrived += records.length;
        if (arrived % 100 === 0) most = Math.max(most, memoryInUse() - before);
        if (arrived <= 20) await hold.promise;
      };
      await bench.collect(broker, topic, bench.group(), { onBatch, maxBatch: 10 });
      await eventually('the first batch is in hand', () => arrived > 0);
      const meanwhile = await bench.broker('meanwhile');
      await meanwhile.read(topic, 0, 0n, 1); // as much time as the broker needs to answer somebody else
      expect(memoryInUse() - before).toBeLessThan(30_000_000);
      hold.resolve();
      await eventually('80 MB went through', () => arrived === 800, 60_000);
      expect(most).toBeLessThan(30_000_000);
    });

    it('keeps a partition with a handler that takes longer than a session', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 1);
      const group = bench.group();
      await broker.publish(numbered(topic, 'a', 1));
      const hold = Promise.withResolvers<void>();
      let deliveries = 0;
      const onBatch = async () => {
        deliveries += 1;
        await hold.promise;
      };
      await bench.collect(broker, topic, group, { onBatch });
      await eventually('the handler works', () => deliveries === 1);
      const started = Date.now();
      const rival = bench.collect(await bench.broker('rival'), topic, group);
      await eventually('a session and a half has passed', () => Date.now() - started > 9_000);
      hold.resolve();
      await eventually('it is committed', async () =>
        (await broker.lag(group)).every((one) => one.lag === 0n),
      );
      expect([deliveries, (await rival).records.length]).toEqual([1, 0]);
    }, 60_000);
  });
}

/** Bytes of live buffers and objects, after everything dead was collected. */
function memoryInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // Buffers that the first finds unused are given back while others work; the second waits for that.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
