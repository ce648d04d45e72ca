import { Client } from 'pg';
import { samira, startTrial, type Trial } from '../../test/given';

describe('verifying', () => {
  let trial: Trial;
  let database: Client;

  beforeAll(async () => {
    trial = await startTrial();
    database = new Client({ connectionString: trial.service.databaseUrl });
    await database.connect();
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    const book = async (places: number) =>
      (await trial.book(samira, id, trial.organisationOf(samira), places)).body;
    await book(3);
    const given = await book(1);
    await book(2);
    await trial.press(samira, given, 'cancel');
  });
  afterAll(async () => {
    await database.end();
    await trial.service.close();
  });

  const disagreements = async () =>
    (await trial.reconciled()).flatMap((comparison) => comparison.disagreements);

  it('finds that everything agrees after an ordinary life, and says how much it looked at', async () => {
    const comparisons = await trial.reconciled();
    expect(comparisons.flatMap((comparison) => comparison.disagreements)).toEqual([]);
    expect(comparisons.map(({ what }) => what)).toEqual([
      '1 sessions: counters and bookings',
      '1 sessions: places and capacity',
      '0 pools: what was taken and bookings',
      '3 shares of organisations: what counts against the cap and bookings',
      '2 bookings: places and people',
      '3 bookings: rows and events',
      '1 waiting lists: turns and free places',
    ]);
  });

  it.each([
    [
      'a counter',
      'UPDATE session SET places_booked = places_booked + 1',
      /4 booked places on record, 3 when added up/,
    ],
    [
      'a share',
      'UPDATE session_share SET taken = 0 WHERE taken = 3',
      /0 against the cap on record, 3 when added up/,
    ],
    [
      'a place without a person',
      'DELETE FROM attendee WHERE place = 3',
      /3 places on record, 2 when added up/,
    ],
    [
      'a state',
      `UPDATE booking SET state = 'expired' WHERE state = 'booked'`,
      /is expired; its events say booked/,
    ],
    [
      'a number of places',
      `UPDATE booking SET places = 1 WHERE state = 'waiting'`,
      /is for 1; its last event says 2/,
    ],
    [
      'a lost event',
      `DELETE FROM messaging.outbox WHERE type LIKE '%.cancelled.%'`,
      /has events 1 in the outbox of 2/,
    ],
    [
      'an event without its audit entry',
      `DELETE FROM audit.entry WHERE action LIKE '%.waitlisted.%'`,
      /1 numbered events and 0 in the audit trail/,
    ],
    [
      'a party that nobody served',
      `UPDATE booking SET places = 1 WHERE state = 'waiting'`,
      /waits for 1 places that are free/,
    ],
  ])('finds %s that somebody changed behind the product', async (_, tampering, sentence) => {
    // As somebody with the keys of the database could: no trigger counts or refuses.
    await database.query('BEGIN');
    await database.query('SET LOCAL session_replication_role = replica');
    const saved = await snapshot(database);
    await database.query(tampering);
    await database.query('COMMIT');
    const found = await disagreements();
    await restore(database, saved);
    expect(found).toContainEqual(expect.stringMatching(sentence));
    expect(await disagreements()).toEqual([]);
  });
});

const TABLES = ['session', 'session_share', 'booking', 'attendee', 'messaging.outbox', 'audit.entry'];

async function snapshot(database: Client): Promise<Map<string, unknown[]>> {
  const saved = new Map<string, unknown[]>();
  for (const table of TABLES) {
    const { rows } = await database.query(`SELECT to_jsonb(t) AS row FROM ${table} t`);
    saved.set(
      table,
      rows.map(({ row }) => row),
    );
  }
  return saved;
}

async function restore(database: Client, saved: Map<string, unknown[]>): Promise<void> {
  await database.query('BEGIN');
  await database.query('SET LOCAL session_replication_role = replica');
  for (const [table, rows] of saved) {
    await database.query(`DELETE FROM ${table}`);
    await database.query(
      `INSERT INTO ${table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows)],
    );
  }
  await database.query('COMMIT');
}
