import { databaseOf, type TestDatabase } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { acceptNew, INBOX_DAYS, purgeInbox, rememberDead } from './inbox';
import { type Sql, sqlOver } from './sql';

/** A UUIDv7 as it would have been made that many days ago. */
const agedId = (days: number) => uuidv7({ msecs: Date.now() - days * 86_400_000 });
const event = (id: string, sequence: number, subject = 'a') => ({
  id,
  subject,
  sequence: BigInt(sequence),
  time: '',
  topic: 't',
});

describe('the inbox', () => {
  let database: TestDatabase;
  let client: Client;
  let sql: Sql;

  beforeAll(async () => {
    database = await databaseOf('programme');
    client = new Client({ connectionString: database.url });
    await client.connect();
    sql = sqlOver(client);
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it('takes an event once for each consumer', async () => {
    const id = uuidv7();
    expect(await acceptNew(sql, 'analytics', [event(id, 1)])).toEqual(new Set([id]));
    expect(await acceptNew(sql, 'analytics', [event(id, 1)])).toEqual(new Set());
    expect(await acceptNew(sql, 'contracts', [event(id, 1)])).toEqual(new Set([id]));
  });

  it('tells the new ones of a batch from the old ones', async () => {
    const [known, fresh] = [uuidv7(), uuidv7()];
    await acceptNew(sql, 'batch', [event(known, 1)]);
    expect(await acceptNew(sql, 'batch', [event(known, 1), event(fresh, 2)])).toEqual(new Set([fresh]));
  });

  it('takes an entry that was rolled back for new', async () => {
    const id = uuidv7();
    await client.query('BEGIN');
    await acceptNew(sql, 'rolled', [event(id, 1)]);
    await client.query('ROLLBACK');
    expect(await acceptNew(sql, 'rolled', [event(id, 1)])).toEqual(new Set([id]));
  });

  /** As if so many days had passed since the consumer's events were handled. */
  const age = (consumer: string, days: number) =>
    client.query(
      'UPDATE messaging.inbox SET handled_at = handled_at - make_interval(days => $2) WHERE consumer = $1',
      [consumer, days],
    );

  it('does not double a late replay whose row was purged, and takes what is old and new', async () => {
    const [first, last] = [agedId(60), agedId(60)];
    await acceptNew(sql, 'late', [event(first, 5, 'b'), event(last, 9, 'b')]);
    await age('late', 31);
    expect(await purgeInbox(sql)).toBe(2);
    expect(await acceptNew(sql, 'late', [event(first, 5, 'b')])).toEqual(new Set());
    expect(await acceptNew(sql, 'late', [event(last, 9, 'b')])).toEqual(new Set());
    expect(await acceptNew(sql, 'late', [event(agedId(60), 10, 'b')])).not.toEqual(new Set());
  });

  it('forgets what was handled long ago, and neither dead letters nor how far each aggregate came', async () => {
    const [old, recent, dead] = [agedId(INBOX_DAYS + 1), agedId(INBOX_DAYS - 2), agedId(INBOX_DAYS + 1)];
    await acceptNew(sql, 'purged', [event(old, 4, 'd'), event(recent, 5, 'd')]);
    await rememberDead(sql, 'purged', dead);
    const handledDaysAgo = (days: number, id: string) =>
      sql.query(
        "UPDATE messaging.inbox SET handled_at = now() - make_interval(days => $1) WHERE event_id = $2::uuid AND consumer = 'purged'",
        [days, id],
      );
    for (const id of [old, dead]) await handledDaysAgo(INBOX_DAYS + 1, id);
    await handledDaysAgo(INBOX_DAYS - 2, recent);
    expect(await purgeInbox(sql)).toBe(1);
    expect(await purgeInbox(sql)).toBe(0);
    const kept = await sql.query<{ id: string }>(
      "SELECT event_id::text AS id FROM messaging.inbox WHERE consumer = 'purged'",
    );
    expect(new Set(kept.map(({ id }) => id))).toEqual(new Set([recent, dead]));
    // Positive control: without the highest sequence the repeat would be taken for news.
    expect(await acceptNew(sql, 'purged', [event(old, 4, 'd')])).toEqual(new Set());
    await sql.query("DELETE FROM messaging.inbox_position WHERE consumer = 'purged'");
    expect(await acceptNew(sql, 'purged', [event(old, 4, 'd')])).toEqual(new Set([old]));
  });

  it('lets an old event wait for a purge that is going on, so that it cannot slip in between', async () => {
    const id = agedId(60);
    await acceptNew(sql, 'between', [event(id, 3, 'd')]);
    await age('between', 31);
    const other = new Client({ connectionString: database.url });
    await other.connect();
    await other.query('BEGIN');
    expect(await purgeInbox(sqlOver(other))).toBe(1);
    await client.query('BEGIN');
    const taken = acceptNew(sql, 'between', [event(id, 3, 'd')]);
    await other.query('COMMIT');
    expect(await taken).toEqual(new Set());
    await client.query('COMMIT');
    await other.end();
  });

  it('takes a dead letter when it is replayed, however late, and then never again', async () => {
    const id = agedId(90);
    await rememberDead(sql, 'dead', id);
    await acceptNew(sql, 'dead', [event(uuidv7(), 9, 'c')]);
    expect(await acceptNew(sql, 'dead', [event(id, 3, 'c')])).toEqual(new Set([id]));
    expect(await acceptNew(sql, 'dead', [event(id, 3, 'c')])).toEqual(new Set());
  });
});
