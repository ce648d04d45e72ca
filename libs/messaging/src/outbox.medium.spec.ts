import { themeWithdrawn } from '@commissioning/schemas';
import { databaseOf, type TestDatabase, until } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { type Broker, type OutgoingRecord, RecordRefused } from './broker';
import { parkedEvents, releaseParked } from './operations/outbox';
import { UnspeakableFact, writeToOutbox } from './outbox';
import { OutboxRelay } from './relay';

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
    const query = async <Row>(text: string, values: readonly unknown[] = []) =>
      (await client.query(text, values as unknown[])).rows as Row[];
    return { client, sql: { query } };
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

  it('refuses a fact that the event does not name', async () => {
    const { sql } = await open();
    const fact = { themeId: uuidv7(), reason: 'x', secret: 1 };
    await expect(writeToOutbox(sql, themeWithdrawn, fact, NOW)).rejects.toBeInstanceOf(UnspeakableFact);
  });
});
