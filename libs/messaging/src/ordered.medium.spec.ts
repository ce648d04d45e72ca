import { themeWithdrawn } from '@commissioning/schemas';
import { until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ConsumerBench, type Effect } from './conformance/consumer-bench';
import { consumerFigures } from './operations/consumer';
import { deadLetters, giveUp, nudge, replayDeadLetters } from './operations/dead-letters';

/** An event whose reasons name its place; the programme listens to its own topic here, for want of a better one. */
const EVENT = { ...themeWithdrawn, listeners: ['programme'] };

describe('an ordered handler', () => {
  let bench: ConsumerBench;
  let handled: string[] = [];
  const poison = new Set<string>();

  const effect: Effect = async ({ fact }) => {
    if (poison.has(fact.reason)) throw new Error(`${fact.reason} cannot be handled.`);
    handled.push(fact.reason);
  };
  const listen = (ordered = true) => bench.listen([[EVENT, effect, { ordered }]]);
  const sayAll = async (themeId: string, reasons: string[], from = 1, aged = 0) => {
    for (const [index, reason] of reasons.entries()) {
      const id = uuidv7({ msecs: Date.now() - aged * 86_400_000 });
      await bench.say(EVENT, { themeId, reason }, from + index, id);
    }
  };
  const letters = async () =>
    (await deadLetters(bench.broker, bench.sql, 'programme')).filter(({ state }) => state === 'waiting');
  const replay = () => replayDeadLetters(bench.broker, bench.sql, 'programme', 'all', async () => {});
  const isDrained = () =>
    until(async () => (await bench.broker.lag('programme')).every(({ lag }) => lag === 0n), 'the end');
  const isHeld = async () =>
    (await bench.sql.query<{ n: number }>('SELECT count(*)::int AS n FROM messaging.held_event'))[0]?.n;
  const holds = async () => (await bench.sql.query('SELECT 1 FROM messaging.hold')).length;

  beforeEach(async () => {
    handled = [];
    poison.clear();
    bench = await ConsumerBench.open([EVENT]);
  });
  afterEach(() => bench.close());

  it('gets what follows a dead letter only when that was replayed, in order, and others at once', async () => {
    await listen();
    poison.add('b');
    const [theme, other] = [uuidv7(), uuidv7()];
    await sayAll(theme, ['a', 'b', 'c', 'd']);
    await sayAll(other, ['x', 'y']);
    await isDrained();
    expect(handled).toEqual(['a', 'x', 'y']);
    expect([await isHeld(), await holds()]).toEqual([2, 1]);
    const figures = () => consumerFigures(bench.broker, bench.sql, 'programme');
    expect(await figures()).toMatchObject({ handledLastHour: 3, dead: 1, held: 2 });

    poison.clear();
    await replay();
    await until(async () => handled.length === 6, 'the others');
    await sayAll(theme, ['e'], 5);
    await isDrained();
    expect(handled).toEqual(['a', 'x', 'y', 'b', 'c', 'd', 'e']);
    expect(await figures()).toMatchObject({ handledLastHour: 7, dead: 0, held: 0 });
    expect([await isHeld(), await holds()]).toEqual([0, 0]);
  });

  it('is what keeps the order: without it they pass the dead letter', async () => {
    await listen(false);
    poison.add('b');
    await sayAll(uuidv7(), ['a', 'b', 'c']);
    await isDrained();
    expect(handled).toEqual(['a', 'c']);
  });

  it('stops again at the next event that fails', async () => {
    await listen();
    for (const bad of ['a', 'c']) poison.add(bad);
    await sayAll(uuidv7(), ['a', 'b', 'c', 'd']);
    await isDrained();
    poison.delete('a');
    await replay();
    await until(async () => (await letters()).some(({ reason }) => reason.includes('c cannot')), 'the next');
    expect([handled, await isHeld()]).toEqual([['a', 'b'], 1]);
    poison.clear();
    await replay();
    await until(async () => handled.length === 4, 'the rest');
    expect(handled).toEqual(['a', 'b', 'c', 'd']);
  });

  it('waits through a restart, and goes on where a process ended between two events', async () => {
    const stop = await listen();
    poison.add('a');
    const theme = uuidv7();
    await sayAll(theme, ['a', 'b', 'c']);
    await isDrained();
    await stop();

    const again = await listen();
    await sayAll(theme, ['d'], 4);
    await isDrained();
    expect([handled, await isHeld()]).toEqual([[], 3]);
    await again();

    // As it stands when the replayed event was committed and the process was killed before the next.
    await bench.sql.query("UPDATE messaging.inbox SET state = 'done' WHERE state = 'dead'");
    await bench.sql.query(
      'UPDATE messaging.hold SET event_id = (SELECT event_id FROM messaging.held_event ORDER BY sequence LIMIT 1)',
    );
    await listen();
    expect([handled, await isHeld(), await holds()]).toEqual([['b', 'c', 'd'], 0, 0]);
  });

  it('does not handle twice what is delivered again while its key waits', async () => {
    await listen();
    const theme = uuidv7();
    const first = await bench.say(EVENT, { themeId: theme, reason: 'a' }, 1);
    poison.add('b');
    await sayAll(theme, ['b'], 2);
    const third = await bench.say(EVENT, { themeId: theme, reason: 'c' }, 3);
    await bench.say(EVENT, { themeId: theme, reason: 'a' }, 1, first);
    await bench.say(EVENT, { themeId: theme, reason: 'c' }, 3, third);
    await isDrained();
    poison.clear();
    await replay();
    await until(async () => handled.length === 3, 'the rest');
    await bench.say(EVENT, { themeId: theme, reason: 'c' }, 3, third);
    await isDrained();
    expect(handled).toEqual(['a', 'b', 'c']);
  });

  it('gets what was held for longer than the inbox remembers', async () => {
    await listen();
    poison.add('a');
    const theme = uuidv7();
    await sayAll(theme, ['a', 'b'], 1, 60);
    await isDrained();
    // Another handler of the same consumer went on with the aggregate.
    await bench.sql.query(
      `INSERT INTO messaging.inbox_position VALUES ('programme', $1, $2, 99)
       ON CONFLICT (consumer, aggregatetype, aggregateid) DO UPDATE SET sequence = 99`,
      [EVENT.topic, theme],
    );
    poison.clear();
    await replay();
    await until(async () => handled.length === 2, 'both');
    expect(handled).toEqual(['a', 'b']);
  });

  it('gets what follows when the operator gives the dead letter up', async () => {
    await listen();
    const theme = uuidv7();
    poison.add('a');
    await sayAll(theme, ['a', 'b', 'c']);
    await isDrained();
    const [letter] = await letters();
    const id = letter?.eventId as string;
    expect(await giveUp(bench.sql, 'programme', uuidv7())).toBe(false);
    expect(await giveUp(bench.sql, 'programme', id)).toBe(true);
    await nudge(bench.broker, bench.sql, 'programme', id);
    await until(async () => handled.length === 2, 'the others');
    await isDrained();
    expect([handled, await letters(), await holds()]).toEqual([['b', 'c'], [], 0]);
    expect(await giveUp(bench.sql, 'programme', id)).toBe(false);
  });

  it('holds what follows an event that cannot be read, and keeps such a one in its place', async () => {
    await listen();
    const theme = uuidv7();
    poison.add('a');
    await sayAll(theme, ['a']);
    await bench.say(EVENT, { themeId: theme } as never, 2);
    await sayAll(theme, ['c'], 3);
    await isDrained();
    expect((await letters()).map(({ sequence }) => sequence)).toEqual(['1']);
    poison.clear();
    await replay();
    await until(async () => (await letters()).some(({ sequence }) => sequence === '2'), 'the unreadable one');
    await isDrained();
    expect([handled, await isHeld()]).toEqual([['a'], 1]);
  });
});
