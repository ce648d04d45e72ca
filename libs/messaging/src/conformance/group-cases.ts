import { setTimeout as pause } from 'node:timers/promises';
import type { Batch } from '../broker';
import { aRecord, type Bench, eventually, textsOf } from './bench';
import { MemberProcess } from './member-process';

const many = (topic: string, from: number, count: number) =>
  Array.from({ length: count }, (_, index) => aRecord(topic, `key ${from + index}`, String(from + index)));

/** Members share, take over, are put out, stop in order, and keep their place. */
export function groups(given: () => Bench): void {
  describe('consumer groups', () => {
    it('begin at the beginning when they are new, and go on where they were when they come again', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 2), bench.group()];
      await broker.publish(many(topic, 0, 20));
      const first = await bench.collect(broker, topic, group);
      await eventually('all 20 arrive', () => first.records.length === 20);
      await first.stop();

      await broker.publish(many(topic, 20, 5));
      const second = await bench.collect(broker, topic, group);
      const another = await bench.collect(broker, topic, bench.group());
      await eventually('5 more arrive', () => second.records.length === 5);
      await eventually('another group has them all', () => another.records.length === 25);
      expect(textsOf(second.records).sort()).toEqual(['20', '21', '22', '23', '24']);
    });

    it('share the partitions among their members, each with one member at a time', async () => {
      const bench = given();
      const brokers = await Promise.all([bench.broker('one'), bench.broker('two'), bench.broker('three')]);
      const [topic, group] = [await bench.topic(brokers[0]!, 6), bench.group()];
      const members = await Promise.all(brokers.map((broker) => bench.collect(broker, topic, group)));
      const partitionsOf = (from: number) =>
        members.map(({ records }) => new Set(records.slice(from).map((record) => record.partition)));
      let round = 0;
      await eventually('each of the three gets two partitions', async () => {
        members.forEach((member) => member.records.splice(0));
        const count = 60;
        await brokers[0]!.publish(many(topic, (round += 1) * 1_000, count));
        await eventually(
          'the round arrives',
          () => members.flatMap((member) => member.records).length >= count,
        );
        return partitionsOf(0).every((partitions) => partitions.size === 2);
      });
      const held = partitionsOf(0).flatMap((partitions) => [...partitions]);
      expect(held.sort()).toEqual([0, 1, 2, 3, 4, 5]);
    });

    it('never give a partition to two members at once, though members come and go', async () => {
      const bench = given();
      const brokers = await Promise.all([bench.broker('one'), bench.broker('two'), bench.broker('three')]);
      const [topic, group] = [await bench.topic(brokers[0]!, 4), bench.group()];
      const busy = new Map<number, number>();
      const overlaps: string[] = [];
      let batches = 0;
      const join = (at: number) => {
        const onBatch = async ({ partition }: Batch) => {
          if (busy.has(partition)) overlaps.push(`${partition}: ${busy.get(partition)} and ${at}`);
          busy.set(partition, at);
          await pause(40);
          busy.delete(partition);
          batches += 1;
        };
        return brokers[at]!.subscribe({ group, topics: [topic], maxBatch: 3, onBatch });
      };
      const goesOn = async () => {
        const before = batches;
        await brokers[0]!.publish(many(topic, 0, 120));
        await eventually('work goes on', () => batches > before + 12);
      };
      const [one, two] = [await join(0), await join(1)];
      await goesOn();
      const three = await join(2);
      await goesOn();
      await one.stop();
      await goesOn();
      await Promise.all([join(0), two.stop()]);
      await goesOn();
      await three.stop();
      await eventually('all is done', async () =>
        (await brokers[0]!.lag(group)).every((at) => at.lag === 0n),
      );
      expect(overlaps).toEqual([]);
    }, 60_000);

    it('tell how far they are behind', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 1), bench.group()];
      await broker.publish(many(topic, 0, 7));
      const hold = Promise.withResolvers<void>();
      const onBatch = async ({ records }: Batch) => {
        if (records[0]!.offset >= 4n) await hold.promise;
      };
      await bench.collect(broker, topic, group, { onBatch, maxBatch: 4 });
      await eventually(
        'the first four are committed',
        async () => (await broker.lag(group))[0]!.committed === 4n,
      );
      expect(await broker.lag(group)).toEqual([{ topic, partition: 0, end: 7n, committed: 4n, lag: 3n }]);
      hold.resolve();
      await eventually('the rest is committed', async () => (await broker.lag(group))[0]!.lag === 0n);
    });

    it('tell it also to somebody outside, before they have committed anything', async () => {
      const bench = given();
      const [broker, outside] = [await bench.broker(), await bench.broker('outside')];
      const [topic, group] = [await bench.topic(broker, 2), bench.group()];
      await broker.publish([aRecord(topic, 'a', 'waits')]);
      const hold = Promise.withResolvers<void>();
      await bench.collect(broker, topic, group, { onBatch: () => hold.promise });
      await eventually('both partitions are seen', async () => (await outside.lag(group)).length === 2);
      const waiting = (await outside.lag(group)).reduce((sum, { lag }) => sum + lag, 0n);
      hold.resolve();
      expect(waiting).toBe(1n);
    });

    it('take over what a killed member held, from its last commit: the effect without commit comes again', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 2), bench.group()];
      await broker.publish(many(topic, 0, 10));
      const orders = { recipe: bench.home.recipe(), group, topic, stayWithFirst: true };
      const child = new MemberProcess(orders);
      await eventually('the child has had its effects', () => child.effects.length > 0);
      await child.kill();

      const heir = await bench.collect(broker, topic, group);
      await eventually('all come again', () => heir.records.length === 10, 20_000);
      expect(textsOf(heir.records)).toEqual(expect.arrayContaining(child.effects));
    });

    it('take over from a member that is killed while others wait', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 2), bench.group()];
      const heir = await bench.collect(broker, topic, group);
      const child = new MemberProcess({ recipe: bench.home.recipe(), group, topic, stayWithFirst: false });
      let round = 0;
      await eventually('both have work', async () => {
        await broker.publish(many(topic, (round += 1) * 100, 20));
        return child.effects.length > 0 && heir.records.length > 0;
      });
      await child.kill();
      const published = many(topic, 100_000, 20);
      await broker.publish(published);
      const wanted = published.map((record) => record.value.toString());
      const arrived = () => new Set(textsOf(heir.records));
      await eventually('the heir has all', () => wanted.every((text) => arrived().has(text)), 20_000);
    });

    it('put out a member that froze; what it thinks it holds, it can no longer commit', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 1), bench.group()];
      await broker.publish(many(topic, 0, 10));
      const orders = { recipe: bench.home.recipe(), group, topic, stayWithFirst: true };
      const child = new MemberProcess(orders);
      try {
        await eventually('the child has had its effects', () => child.effects.length > 0);
        child.signal('SIGSTOP');
        const heir = await bench.collect(broker, topic, group);
        await eventually('the heir has all', () => heir.records.length === 10, 40_000);
        await eventually('the heir has committed', async () => (await broker.lag(group))[0]!.lag === 0n);
        child.signal('SIGCONT');
        await broker.publish(many(topic, 10, 5));
        await eventually('somebody goes on', () => {
          const had = new Set([...textsOf(heir.records), ...child.effects]);
          return ['10', '11', '12', '13', '14'].every((text) => had.has(text));
        });
        expect((await broker.lag(group))[0]!.committed).toBeGreaterThanOrEqual(10n);
      } finally {
        await child.kill();
      }
    }, 90_000);

    it('finish the work in hand when they stop, and commit it', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 1), bench.group()];
      await broker.publish(many(topic, 0, 3));
      const hold = Promise.withResolvers<void>();
      const steps: string[] = [];
      const onBatch = async () => {
        steps.push('in hand');
        await hold.promise;
        steps.push('done');
      };
      const member = await bench.collect(broker, topic, group, { onBatch });
      await eventually('a batch is in hand', () => steps.length === 1);
      const stopped = member.stop().then(() => steps.push('stopped'));
      hold.resolve();
      await stopped;
      expect(steps).toEqual(['in hand', 'done', 'stopped']);
      expect((await broker.lag(group)).map((one) => one.lag)).toEqual([0n]);
    });

    it('commit only what was marked when a handler returns early because it was told to', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 1), bench.group()];
      await broker.publish(many(topic, 0, 5));
      const started = Promise.withResolvers<void>();
      const onBatch = async (batch: Batch) => {
        batch.done(batch.records[1]!.offset);
        started.resolve();
        await eventually('it is told to stop', () => batch.isStale());
      };
      const member = await bench.collect(broker, topic, group, { onBatch });
      await started.promise;
      await member.stop();
      const next = await bench.collect(broker, topic, group);
      await eventually('the rest arrives', () => next.records.length === 3);
      expect(textsOf(next.records)).toEqual(['2', '3', '4']);
    });

    it('say so when a member stands still while records wait', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 1), bench.group()];
      const hold = Promise.withResolvers<void>();
      const stuck = await bench.collect(broker, topic, group, { onBatch: () => hold.promise });
      await broker.publish(many(topic, 0, 1));
      await expect(stuck.crashed).rejects.toThrow('none was taken');
      hold.resolve();
    });
  });
}
