import { themeWithdrawn } from '@commissioning/schemas';
import { until } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { ConsumerBench, type Effect } from './conformance/consumer-bench';
import type { Received } from './handlers';
import { deadLetters } from './operations/dead-letters';
import type { Sql } from './sql';

/** An event whose reasons name its place; the programme listens to its own topic here, for want of a better one. */
const EVENT = { ...themeWithdrawn, listeners: ['programme'] };
const themeId = uuidv7();

describe('a batch handler', () => {
  let bench: ConsumerBench;
  let handed: string[][];

  /** Notes what it was handed, here and in the transaction. */
  const note = async (received: Received<typeof EVENT>[], sql: Sql) => {
    const reasons = received.map(({ fact }) => fact.reason);
    handed.push(reasons);
    await sql.query('INSERT INTO noted SELECT unnest($1::text[])', [reasons]);
  };
  const listen = () => bench.listen([[EVENT, note as unknown as Effect, { shape: 'batch' }]]);
  const say = (reason: string, id = uuidv7()) => bench.say(EVENT, { themeId, reason }, 1, id);
  const isDrained = () =>
    until(async () => (await bench.broker.lag('programme')).every(({ lag }) => lag === 0n), 'the end');
  const noted = async () =>
    (await bench.sql.query<{ reason: string }>('SELECT reason FROM noted')).map(({ reason }) => reason);

  beforeEach(async () => {
    handed = [];
    bench = await ConsumerBench.open([EVENT]);
    await bench.sql.query('CREATE TABLE noted (reason text NOT NULL)');
  });
  afterEach(() => bench.close());

  it('takes many in order, 500 in each transaction, though the next are read while it works', async () => {
    const reasons = Array.from({ length: 1_200 }, (_, index) => `${index}`);
    await Promise.all(reasons.map((reason) => say(reason)));
    await listen();
    await isDrained();
    expect(handed.map(({ length }) => length)).toEqual([500, 500, 200]);
    expect(await noted()).toEqual(reasons);
  });

  it('is not handed what was handled before', async () => {
    const known = await say('known');
    await bench.sql.query(`INSERT INTO messaging.inbox (consumer, event_id) VALUES ('programme', $1)`, [
      known,
    ]);
    await say('new');
    await say('newer');
    await listen();
    await isDrained();
    expect(handed).toEqual([['new', 'newer']]);
  });

  it('leaves nothing twice of what is said again amid news, and takes the news', async () => {
    await listen();
    const first = await say('first');
    await isDrained();
    await Promise.all([say('first', first), say('second')]);
    await isDrained();
    await say('third');
    await isDrained();
    expect(await noted()).toEqual(['first', 'second', 'third']);
  });

  it('is handed news without the inbox being asked before, once it began without repeats', async () => {
    await listen();
    const first = await say('first');
    await isDrained();
    await say('first', first);
    await isDrained();
    await say('first', first);
    await isDrained();
    // Tried and rolled back the first time; then the inbox is asked, and nobody is bothered.
    expect(handed).toEqual([['first'], ['first']]);
    expect(await noted()).toEqual(['first']);
  });

  it('leaves nothing of what it wrote when another member was at one of its events at the same moment', async () => {
    const contested = await say('contested');
    await say('free');
    const other = new Client({ connectionString: bench.database.url });
    await other.connect();
    await other.query('BEGIN');
    await other.query(`INSERT INTO messaging.inbox (consumer, event_id) VALUES ('programme', $1)`, [
      contested,
    ]);
    await listen();
    await until(
      async () =>
        (
          await bench.sql.query(
            `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
          )
        ).length > 0,
      'the member that waits for the other one',
    );
    expect(handed).toEqual([['contested', 'free']]);
    await other.query('COMMIT');
    await other.end();
    await isDrained();
    expect(await noted()).toEqual(['free']);
  });

  it('goes on with what is behind a value that nobody can read', async () => {
    const reasons = Array.from({ length: 501 }, (_, index) => `${index}`);
    await Promise.all(reasons.map((reason) => say(reason)));
    await bench.say(EVENT, { themeId, reason: 7 as never }, 1);
    await say('behind');
    await listen();
    await isDrained();
    expect(await noted()).toEqual([...reasons, 'behind']);
    expect(await deadLetters(bench.broker, bench.sql, 'programme')).toHaveLength(1);
  });
});
