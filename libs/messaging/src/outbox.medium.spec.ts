import { themeWithdrawn } from '@commissioning/schemas';
import { databaseOf, type TestDatabase, until } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type Broker, type OutgoingRecord, RecordRefused } from './broker';
import type { OutboxRow } from './cloud-event';
import { parkedEvents, releaseParked } from './operations/outbox';
import { UnspeakableFact, writeToOutbox } from './outbox';
import { firstPage, OutboxReader, RELAY_SESSION } from './outbox-reader';
import { OutboxRelay } from './relay';
import { type Sql, sqlOver } from './sql';

/** A broker that remembers what it got, in order, and can be told to refuse. */
class RecordingBroker {
  readonly records: OutgoingRecord[] = [];
  away = false;
  refuse: ((record: OutgoingRecord) => boolean) | undefined;

  async publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.away) throw new Error('The broker is down.');
    const index = records.findIndex((record) => this.refuse?.(record));
    if (index >= 0) throw new RecordRefused(index, 'too large');
    this.records.push(...records);
  }
}

const NOW = '2026-11-02T10:00:00Z';

describe('the outbox', () => {
  let database: TestDatabase;
  let broker: RecordingBroker;
  const clients: Client[] = [];
  const relays: OutboxRelay[] = [];

  const open = async () => {
    const client = new Client({ connectionString: database.url });
    await client.connect();
    clients.push(client);
    return { client, sql: sqlOver(client) };
  };
  const relay = () => {
    const started = new OutboxRelay(database.url, broker as unknown as Broker, () => undefined, {
      pollMs: 50,
    });
    started.start();
    relays.push(started);
    return started;
  };
  const say = async (themeId: string, reason: string) => {
    const { client, sql } = await open();
    await client.query('BEGIN');
    await writeToOutbox(sql, themeWithdrawn, { themeId, reason }, NOW);
    await client.query('COMMIT');
  };
  const reasons = (themeId: string) =>
    broker.records
      .filter((record) => record.key === themeId)
      .map((record) => JSON.parse(record.value.toString()).reason);

  beforeEach(async () => {
    database = await databaseOf('programme');
    broker = new RecordingBroker();
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((one) => one.stop()));
    await Promise.all(clients.splice(0).map((client) => client.end()));
    await database.drop();
  });

  it('carries a committed fact as a CloudEvent and no uncommitted one', async () => {
    const [themeId, undone] = [uuidv7(), uuidv7()];
    const { client, sql } = await open();
    await client.query('BEGIN');
    await writeToOutbox(sql, themeWithdrawn, { themeId: undone, reason: 'rolled back' }, NOW);
    await client.query('ROLLBACK');
    await say(themeId, 'first');
    relay();
    await until(async () => broker.records.length === 1, 'the event');
    expect(broker.records[0]).toMatchObject({
      topic: 'programme.theme',
      key: themeId,
      headers: {
        ce_type: themeWithdrawn.type,
        ce_subject: themeId,
        ce_sequence: '1',
        ce_specversion: '1.0',
        ce_time: NOW,
      },
    });
  });

  it('keeps the order of an aggregate, gapless, though several write and several relays stand by', async () => {
    const themeId = uuidv7();
    relay();
    relay();
    const turns = Array.from({ length: 30 }, (_, index) => say(themeId, String(index)));
    await Promise.all(turns);
    await until(async () => reasons(themeId).length === 30, 'all events');
    const sequences = broker.records.map((record) => Number(record.headers['ce_sequence']));
    expect(sequences).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
  });

  it('loses nothing when a long transaction commits behind a later one', async () => {
    const [early, late] = [uuidv7(), uuidv7()];
    const { client, sql } = await open();
    await client.query('BEGIN');
    await writeToOutbox(sql, themeWithdrawn, { themeId: early, reason: 'began first' }, NOW);
    relay();
    await say(late, 'committed first');
    await until(async () => broker.records.length === 1, 'the later one');
    await client.query('COMMIT');
    await until(async () => broker.records.length === 2, 'the earlier one');
    expect(reasons(early)).toEqual(['began first']);
  });

  describe('read in sweeps', () => {
    const write = (sql: Sql, themeId: string, reason: string) =>
      writeToOutbox(sql, themeWithdrawn, { themeId, reason }, NOW);
    const sent = (sql: Sql, rows: readonly OutboxRow[]) =>
      sql.query('UPDATE messaging.outbox SET published_at = now() WHERE position = ANY($1::bigint[])', [
        rows.map((row) => row.position),
      ]);
    /** What one sweep finds, each page marked before the next is asked for. */
    const sweep = async (reader: OutboxReader, sql: Sql, between = async () => {}) => {
      const found: string[] = [];
      for await (const page of reader.sweep()) {
        found.push(...page.map((row) => JSON.parse(row.payload).reason));
        await sent(sql, page);
        await between();
      }
      return found;
    };

    it('never has a later event of an aggregate before one that was committed behind the sweep', async () => {
      const [late, others] = [uuidv7(), [uuidv7(), uuidv7(), uuidv7()]];
      const { sql } = await open();
      const { client: slow, sql: slowly } = await open();
      await slow.query('BEGIN');
      await write(slowly, late, 'late 1');
      for (const other of others) await write(sql, other, 'other');
      const reader = new OutboxReader(sql.query, 2);
      let once = async () => {
        once = async () => {};
        // Behind the page that was read: the sweep must not see what follows it either.
        await slow.query('COMMIT');
        await write(sql, late, 'late 2');
      };
      expect(await sweep(reader, sql, () => once())).toEqual(['other', 'other', 'other']);
      expect(await sweep(reader, sql)).toEqual(['late 1', 'late 2']);
    });

    it('begins again below what a transaction that still runs may commit, however many sweeps went by', async () => {
      const { sql } = await open();
      const { client: slow, sql: slowly } = await open();
      await slow.query('BEGIN');
      await write(slowly, uuidv7(), 'late');
      const reader = new OutboxReader(sql.query, 2);
      for (const turn of ['1', '2', '3']) {
        await write(sql, uuidv7(), turn);
        expect(await sweep(reader, sql)).toEqual([turn]);
      }
      await slow.query('COMMIT');
      expect(await sweep(reader, sql)).toEqual(['late']);
    });

    it('does not pass over what was sent once nothing can appear there any more, unless it is reset', async () => {
      const { sql } = await open();
      // A snapshot sees the transactions of every database of the server, also those of other tests that run now.
      const alone = async <Row>(text: string, values?: readonly unknown[]) => {
        const rows = await sql.query<Row & { running_to?: string }>(text, values);
        return rows.map((row) => ({ ...row, running_from: row.running_to }));
      };
      const reader = new OutboxReader(alone, 2);
      for (const turn of ['1', '2', '3']) {
        await write(sql, uuidv7(), turn);
        await sweep(reader, sql);
      }
      await sql.query(`UPDATE messaging.outbox SET published_at = NULL WHERE payload->>'reason' = '1'`);
      expect(await sweep(reader, sql)).toEqual([]);
      reader.reset();
      expect(await sweep(reader, sql)).toEqual(['1']);
    });

    it('finds a parked event that is released, though later ones were sent long ago', async () => {
      const { sql } = await open();
      const reader = new OutboxReader(sql.query, 2);
      await write(sql, uuidv7(), 'parked');
      await sql.query('UPDATE messaging.outbox SET parked_at = now()');
      for (const turn of ['1', '2', '3']) {
        await write(sql, uuidv7(), turn);
        await sweep(reader, sql);
      }
      await sql.query('UPDATE messaging.outbox SET parked_at = NULL');
      expect(await sweep(reader, sql)).toEqual(['parked']);
    });

    it('uses the index of what waits, by a plan made when the outbox was empty', async () => {
      const { client } = await open();
      await client.query(RELAY_SESSION);
      await client.query('SET plan_cache_mode = force_generic_plan');
      await client.query(`PREPARE page(bigint) AS ${firstPage(500)}`);
      await client.query('EXECUTE page(0)');
      const { rows } = await client.query('EXPLAIN EXECUTE page(0)');
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      expect(plan).toContain('Index Scan using outbox_unsent on outbox o');
      expect(plan).not.toContain('Seq Scan');
    });
  });

  it('waits for a broker that is down, and then sends everything once', async () => {
    const themeId = uuidv7();
    broker.away = true;
    relay();
    await say(themeId, 'a');
    const { sql } = await open();
    await until(
      async () =>
        Number(
          (await sql.query<{ attempts: number }>('SELECT attempts FROM messaging.outbox'))[0]?.attempts,
        ) > 0,
      'a failed attempt',
    );
    broker.away = false;
    await until(async () => broker.records.length > 0, 'the event');
    expect(reasons(themeId)).toEqual(['a']);
  });

  it('parks what the broker refuses and what follows it, and sends the rest', async () => {
    const [refused, other] = [uuidv7(), uuidv7()];
    broker.refuse = (record) => record.key === refused;
    for (const reason of ['first', 'second']) await say(refused, reason);
    await say(other, 'fine');
    relay();
    await until(async () => reasons(other).length === 1, 'the other aggregate');
    const { sql } = await open();
    const [parked] = await parkedEvents(sql);
    expect(parked).toMatchObject({ subject: refused, reason: 'too large', heldBack: 1 });
    expect(reasons(refused)).toEqual([]);
    broker.refuse = undefined;
    expect(await releaseParked(sql, parked?.id as string)).toBe(true);
    await until(async () => reasons(refused).length === 2, 'the released ones');
    expect(reasons(refused)).toEqual(['first', 'second']);
  });

  it('purges what was published long enough ago, and keeps what is unsent however old', async () => {
    const [sent, parked] = [uuidv7(), uuidv7()];
    for (const id of [sent, parked]) await say(id, 'old');
    const { sql } = await open();
    const ago = "now() - interval '73 hours'";
    await sql.query(`UPDATE messaging.outbox SET created_at = ${ago}`);
    await sql.query(`UPDATE messaging.outbox SET published_at = ${ago} WHERE aggregateid = $1`, [sent]);
    await sql.query(
      "UPDATE messaging.outbox SET parked_at = now(), parked_reason = 'too large' WHERE published_at IS NULL",
    );
    relay();
    const left = () => sql.query<{ id: string }>('SELECT aggregateid AS id FROM messaging.outbox');
    await until(async () => (await left()).length === 1, 'the purge');
    expect(await left()).toEqual([{ id: parked }]);
  });

  it('purges also what stands behind more unsent rows than it looks at together', async () => {
    const { sql } = await open();
    await sql.query(
      `INSERT INTO messaging.outbox (id, aggregatetype, aggregateid, type, payload, headers, sequence, created_at,
         published_at, parked_at)
       SELECT gen_random_uuid(), 't', place::text, 't', '{}', '{}', 1, long_ago,
         CASE WHEN place > 5500 THEN long_ago END, CASE WHEN place <= 5500 THEN long_ago END
       FROM generate_series(1, 6000) AS place, (SELECT now() - interval '73 hours' AS long_ago) AS moment`,
    );
    relay();
    const kept = async () =>
      Number((await sql.query<{ n: string }>('SELECT count(*) AS n FROM messaging.outbox'))[0]?.n);
    await until(async () => (await kept()) === 5_500, 'the purge');
    expect((await sql.query('SELECT 1 FROM messaging.outbox WHERE parked_at IS NULL')).length).toBe(0);
  });

  it('refuses a fact that the event does not name', async () => {
    const { sql } = await open();
    const fact = { themeId: uuidv7(), reason: 'x', secret: 1 };
    await expect(writeToOutbox(sql, themeWithdrawn, fact, NOW)).rejects.toBeInstanceOf(UnspeakableFact);
  });
});
