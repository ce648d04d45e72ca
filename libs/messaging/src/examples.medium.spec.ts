import { allEvents } from '@commissioning/schemas';
import { until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ConsumerBench } from './conformance/consumer-bench';
import { deadLetters } from './operations/dead-letters';
import { UnspeakableFact, writeToOutbox } from './outbox';

const AT = '2026-11-02T10:00:00Z';

/** The examples of the registry, said by a real producer and heard by a real consumer: each event, both ways. */
describe('the examples of every event', () => {
  const events = allEvents.map((event) => ({ ...event, listeners: ['programme'] }));
  const heard = new Map<string, unknown>();
  let bench: ConsumerBench;

  beforeAll(async () => {
    bench = await ConsumerBench.open(events);
    await bench.listen(
      events.map((event) => [event, async ({ envelope, fact }) => void heard.set(envelope.id, fact)]),
    );
  });
  afterAll(() => bench.close());

  it('golden: a producer says them, failing: it refuses', async () => {
    for (const event of allEvents) {
      await writeToOutbox(bench.sql, event, event.examples.golden, AT);
      for (const failing of event.examples.failing)
        await expect(writeToOutbox(bench.sql, event, failing, AT)).rejects.toBeInstanceOf(UnspeakableFact);
    }
    const said = await bench.sql.query<{ type: string }>('SELECT type FROM messaging.outbox');
    expect(said.map(({ type }) => type).sort()).toEqual(allEvents.map(({ type }) => type).sort());
  });

  it('golden: a consumer understands them, with a property more as well; failing: they are dead letters', async () => {
    const [understood, refused] = [new Map<string, unknown>(), new Set<string>()];
    for (const event of events) {
      const { golden, failing } = event.examples;
      understood.set(await bench.say(event, golden, 1), golden);
      understood.set(await bench.say(event, { ...golden, toBeNamedLater: 1 }, 2), golden);
      for (const wrong of failing) {
        // A failing example may lack the very id that it is about.
        const raw = { ...event, subject: () => uuidv7() };
        refused.add(await bench.say(raw, wrong as never, 3));
      }
    }
    await until(
      async () => (await bench.broker.lag('programme')).every(({ lag }) => lag === 0n),
      'everything to be heard',
    );
    expect(heard).toEqual(understood);
    const letters = await deadLetters(bench.broker, bench.sql, 'programme');
    expect(new Set(letters.map(({ eventId }) => eventId))).toEqual(refused);
    expect(letters.filter(({ handler, attempts }) => handler !== 'schema' || attempts !== 1)).toEqual([]);
  });
});
