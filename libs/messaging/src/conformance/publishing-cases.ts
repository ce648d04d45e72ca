import { randomBytes } from 'node:crypto';
import { RecordRefused } from '../broker';
import { aRecord, type Bench, eventually, textsOf } from './bench';

/** What goes in comes out: content, order, limits, refusals. */
export function publishing(given: () => Bench): void {
  describe('publishing', () => {
    it('carries headers, trace context, key and value through unchanged', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 3);
      const headers = {
        ce_type: 'tendering.tender.published.v1',
        traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
        ce_subject: 'Bürger & "people" \\ \n \u0000 £ 日本',
        empty: '',
      };
      const key = 'Schlüssel "1" {a,b} \\';
      await broker.publish([{ topic, key, value: Buffer.from([0, 255, 92, 120, 10]), headers }]);
      const seen = await bench.collect(broker, topic, bench.group());
      await eventually('the record arrives', () => seen.records.length > 0);
      expect(seen.records).toEqual([
        expect.objectContaining({
          topic,
          key,
          headers,
          offset: 0n,
          value: Buffer.from([0, 255, 92, 120, 10]),
        }),
      ]);
      expect(Math.abs(Date.now() - seen.records[0]!.timestamp.getTime())).toBeLessThan(60_000);
    });

    it('takes values without a byte and values near the limit', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 1);
      const large = randomBytes(950_000);
      await broker.publish([
        { topic, key: 'a', value: Buffer.alloc(0), headers: {} },
        { topic, key: 'a', value: large, headers: {} },
        { topic, key: '', value: Buffer.from('without a key'), headers: {} },
        { topic, key: 'a', value: large, headers: {} },
      ]);
      const seen = await bench.collect(broker, topic, bench.group());
      await eventually('all four arrive', () => seen.records.length === 4);
      expect(seen.records.map((record) => record.value.length)).toEqual([0, 950_000, 13, 950_000]);
      expect(seen.records[1]!.value.equals(large)).toBe(true);
      expect(seen.records[2]!.key).toBe('');
    });

    it('refuses what it will never take, says which record, and sends none of its company', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 1);
      const tooLarge = { ...aRecord(topic, 'a', ''), value: Buffer.alloc(3_000_000) };
      const refused = await broker
        .publish([aRecord(topic, 'a', 'company'), tooLarge])
        .catch((error: unknown) => error);
      expect(refused).toBeInstanceOf(RecordRefused);
      expect((refused as RecordRefused).index).toBe(1);

      const stray = broker.publish([aRecord(topic, 'a', 'company'), aRecord('no.such-topic', 'a', 'stray')]);
      await expect(stray).rejects.toMatchObject({ name: 'RecordRefused', index: 1 });

      await broker.publish([aRecord(topic, 'a', 'accepted')]);
      expect(textsOf(await broker.read(topic, 0, 0n, 10))).toEqual(['accepted']);
    });

    it('lets those who publish at the same moment not suffer for one another', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 1);
      const tooLarge = { ...aRecord(topic, 'a', ''), value: Buffer.alloc(3_000_000) };
      const outcomes = await Promise.allSettled([
        broker.publish([aRecord(topic, 'a', 'one')]),
        broker.publish([tooLarge]),
        broker.publish([aRecord(topic, 'a', 'two')]),
      ]);
      expect(outcomes.map((outcome) => outcome.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect(textsOf(await broker.read(topic, 0, 0n, 10)).sort()).toEqual(['one', 'two']);
    });

    it('keeps the order of each publisher and leaves no gap when several write to one partition', async () => {
      const bench = given();
      const writers = await Promise.all(['one', 'two', 'three'].map((name) => bench.broker(name)));
      const topic = await bench.topic(writers[0]!, 2);
      const seen = await bench.collect(writers[0]!, topic, bench.group());
      await Promise.all(
        writers.map(async (writer, at) => {
          for (let load = 0; load < 20; load += 1) {
            const texts = Array.from({ length: 25 }, (_, index) => String(load * 25 + index));
            await writer.publish(texts.map((text) => aRecord(topic, `writer ${at}`, text)));
          }
        }),
      );
      await eventually('all 1,500 arrive', () => seen.records.length === 1_500);
      for (const partition of [0, 1]) {
        const offsets = seen.records
          .filter((record) => record.partition === partition)
          .map((one) => one.offset);
        expect(offsets).toEqual(offsets.map((_, index) => BigInt(index)));
      }
      for (const at of [0, 1, 2]) {
        const texts = textsOf(seen.records.filter((record) => record.key === `writer ${at}`));
        expect(texts).toEqual(texts.map((_, index) => String(index)));
        expect(texts).toHaveLength(500);
      }
    });

    it('can be read from any offset without a group', async () => {
      const bench = given();
      const broker = await bench.broker();
      const topic = await bench.topic(broker, 2);
      await broker.publish(
        Array.from({ length: 30 }, (_, index) => aRecord(topic, 'same key', String(index))),
      );
      const partition = (await broker.read(topic, 0, 0n, 1)).length > 0 ? 0 : 1;
      expect(textsOf(await broker.read(topic, partition, 10n, 5))).toEqual(['10', '11', '12', '13', '14']);
      expect(textsOf(await broker.read(topic, partition, 28n, 100))).toEqual(['28', '29']);
      expect(await broker.read(topic, partition, 30n, 100)).toEqual([]);
      expect(await broker.read(topic, 1 - partition, 0n, 100)).toEqual([]);
      await expect(broker.read(topic, 7, 0n, 1)).rejects.toThrow();
    });
  });
}
