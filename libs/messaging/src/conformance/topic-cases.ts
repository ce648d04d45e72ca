import type { Bench } from './bench';
import { aRecord } from './bench';

/** Topics: partitions, retention, several makers at once, none that is missing. */
export function topics(given: () => Bench): void {
  describe('topics', () => {
    it('are created with their partitions, may grow, and never shrink', async () => {
      const bench = given();
      const broker = await bench.broker();
      const name = await bench.topic(broker, 2);
      const group = bench.group();
      const partitions = async () => (await broker.lag(group)).length;
      await bench.collect(broker, name, group);
      expect(await partitions()).toBe(2);

      await broker.ensureTopics([{ name, partitions: 5 }]);
      expect(await partitions()).toBe(5);
      await broker.ensureTopics([{ name, partitions: 3 }]);
      expect(await partitions()).toBe(5);
    });

    it('keep records as long as they are told, and for ever when they are told nothing', async () => {
      const bench = given();
      const broker = await bench.broker();
      const name = await bench.topic(broker, 1);
      expect(await bench.home.retentionOf(name)).toBeUndefined();
      await broker.ensureTopics([{ name, partitions: 1, retentionMs: 3_600_000 }]);
      expect(await bench.home.retentionOf(name)).toBe(3_600_000);
    });

    it('say where their partitions begin and end, to a client that has joined no group', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [used, empty] = [await bench.topic(broker, 1), await bench.topic(broker, 2)];
      await broker.publish([aRecord(used, 'a', 'one'), aRecord(used, 'a', 'two')]);
      const positions = await broker.positions([used, empty, 'no.such-topic']);
      expect(positions.filter(({ topic }) => topic === used)).toEqual([
        { topic: used, partition: 0, first: 0n, end: 2n },
      ]);
      expect(positions.filter(({ topic }) => topic === empty)).toEqual([
        { topic: empty, partition: 0, first: 0n, end: 0n },
        { topic: empty, partition: 1, first: 0n, end: 0n },
      ]);
      expect(positions).toHaveLength(3);
    });

    it('may be made by several processes at the same moment, and used by each of them at once', async () => {
      const bench = given();
      const brokers = await Promise.all([bench.broker('one'), bench.broker('two'), bench.broker('three')]);
      const specs = ['a', 'b', 'c'].map((end) => ({ name: `${bench.group()}.${end}`, partitions: 2 }));
      const topics = specs.map(({ name }) => name);
      await Promise.all(
        brokers.map(async (broker) => {
          await broker.ensureTopics(specs);
          await broker.subscribe({ group: bench.group(), topics, onBatch: async () => {} });
          await broker.publish(topics.map((name) => aRecord(name, 'key', 'there')));
        }),
      );
    });

    it('must exist before they are listened to', async () => {
      const broker = await given().broker();
      const subscription = { group: 'nobody', topics: ['no.such-topic'], onBatch: async () => {} };
      await expect(broker.subscribe(subscription)).rejects.toThrow('There is no topic no.such-topic');
    });
  });
}
