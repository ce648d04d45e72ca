import { setTimeout as pause } from 'node:timers/promises';
import { aRecord, type Bench, eventually, publishUntilTaken, textsOf } from './bench';
import { type Arrival, disorder } from './in-order';

/** The server is down at the start, is killed while records travel, and comes back. */
export function faults(given: () => Bench): void {
  describe('faults', () => {
    it('waits for a server that is down, and stops waiting when it is told to', async () => {
      const bench = given();
      await bench.home.kill();
      const [patient, impatient] = [bench.unstarted('patient'), bench.unstarted('impatient')];
      const given_up = expect(impatient.start()).rejects.toThrow('was stopped before');
      const started = patient.start();
      await eventually(
        'they say that they wait',
        () => bench.told.filter((line) => line.includes('Waiting')).length > 1,
      );
      await impatient.stop();
      await given_up;
      await bench.home.start();
      await started;
      const topic = await bench.topic(patient, 1);
      await patient.publish([aRecord(topic, 'a', 'after all')]);
      expect(textsOf(await patient.read(topic, 0, 0n, 10))).toEqual(['after all']);
    }, 90_000);

    it('loses nothing that was acknowledged, and goes on by itself, when the server is killed', async () => {
      const bench = given();
      const broker = await bench.broker();
      const [topic, group] = [await bench.topic(broker, 3), bench.group()];
      const seen = await bench.collect(broker, topic, group);
      await broker.publish(
        Array.from({ length: 50 }, (_, index) => aRecord(topic, `key ${index}`, `before ${index}`)),
      );
      await bench.home.kill();
      const during = publishUntilTaken(broker, [aRecord(topic, 'key', 'during')]);
      await bench.home.start();
      await during;
      await publishUntilTaken(broker, [aRecord(topic, 'key', 'after')]);
      const had = () => new Set(textsOf(seen.records));
      await eventually('all 52 have arrived', () => had().size === 52, 60_000);
      await eventually(
        'all is committed',
        async () => (await broker.lag(group)).every((one) => one.lag === 0n),
        60_000,
      );
    }, 120_000);

    it('keeps the order of every key while the server is killed and members come and go', async () => {
      const bench = given();
      const brokers = await Promise.all([bench.broker('one'), bench.broker('two')]);
      const [topic, group] = [await bench.topic(brokers[0]!, 4), bench.group()];
      const keys = Array.from({ length: 12 }, (_, index) => `key ${index}`);
      const arrivals: Arrival[] = [];
      const join = (at: number) =>
        brokers[at]!.subscribe({
          group,
          topics: [topic],
          maxBatch: 20,
          onBatch: async (batch) => {
            for (const record of batch.records) {
              if (batch.isStale()) return;
              arrivals.push({ key: record.key, number: Number(record.value.toString()) });
              batch.done(record.offset);
              await pause(2); // so that whatever happens meets a batch in hand
              await batch.heartbeat();
            }
          },
        });
      let rounds = 0;
      let isOver = false;
      const publishing = (async () => {
        while (!isOver) {
          // A fast machine would publish faster than members with a pause read, and the end would never come.
          if (rounds * keys.length > arrivals.length + 400) {
            await pause(5);
            continue;
          }
          const number = (rounds += 1);
          await publishUntilTaken(
            brokers[0]!,
            keys.map((key) => aRecord(topic, key, String(number))),
          );
        }
      })();
      const first = await join(0);
      await eventually('work has begun', () => arrivals.length > 50);
      const second = await join(1);
      await eventually('work goes on', () => arrivals.length > 150);
      await bench.home.kill();
      await bench.home.start();
      const restarted = arrivals.length;
      await eventually('work goes on after the restart', () => arrivals.length > restarted + 200, 60_000);
      await first.stop();
      const alone = arrivals.length;
      await eventually('work goes on with one member', () => arrivals.length > alone + 200, 60_000);
      await join(0);
      isOver = true;
      await publishing;
      await eventually(
        'all is committed',
        async () => (await brokers[1]!.lag(group)).every((one) => one.lag === 0n),
        60_000,
      );
      await second.stop();
      expect(disorder(arrivals, new Map(keys.map((key) => [key, rounds])))).toEqual([]);
    }, 180_000);
  });
}
