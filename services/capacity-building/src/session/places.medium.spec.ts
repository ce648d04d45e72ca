import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { samira, startTrial, type Trial } from '../../test/given';

const DESKS = 16;
const LEVELS = ['READ COMMITTED', 'REPEATABLE READ', 'SERIALIZABLE'] as const;

/** Everybody looks before anybody books: the moment in which careless programs sell a place twice. */
function allAtOnce(desks: number): () => Promise<void> {
  let looked = 0;
  let go: () => void;
  const everybody = new Promise<void>((resolve) => (go = resolve));
  return () => {
    if (++looked === desks) go();
    return everybody;
  };
}

describe('places under any concurrency', () => {
  let trial: Trial;
  let desks: Client[];

  beforeAll(async () => {
    trial = await startTrial();
    desks = Array.from({ length: DESKS }, () => new Client({ connectionString: trial.service.databaseUrl }));
    await Promise.all(desks.map((desk) => desk.connect()));
  });
  afterAll(async () => {
    await Promise.all(desks.map((desk) => desk.end()));
    await trial.service.close();
  });

  /** A program that counts, finds room, and books without any lock of its own. Resolves to whether it was let. */
  const carelessly = async (
    desk: Client,
    level: string,
    session: { id: string; capacity: number },
    organisationId: string,
    everybodyLooked: () => Promise<void>,
  ): Promise<boolean> => {
    await desk.query(`BEGIN ISOLATION LEVEL ${level}`);
    try {
      const { rows } = await desk.query(
        `SELECT coalesce(sum(places), 0)::int AS held FROM booking WHERE session_id = $1 AND state = 'booked'`,
        [session.id],
      );
      await everybodyLooked();
      if (rows[0].held >= session.capacity) throw new Error('full');
      await desk.query(
        `INSERT INTO booking (id, session_id, organisation_id, places, state, booked_at, booked_by)
         VALUES ($1, $2, $3, 1, 'booked', '2026-11-02T10:00:00Z', 'careless')`,
        [uuidv7(), session.id, organisationId],
      );
      await desk.query('COMMIT');
      return true;
    } catch (error) {
      await desk.query('ROLLBACK');
      const { code, constraint } = error as { code?: string; constraint?: string };
      // Refused by the sum of the others, or told to begin again because somebody was faster.
      if (code === '40001' || code === '40P01') return false;
      // Anything else is a fault to be read, not a refusal.
      if (code !== '23514') throw error;
      expect(['session_never_oversold', 'organisation_keeps_its_cap']).toContain(constraint);
      return false;
    }
  };

  const rush = async (
    level: string,
    session: { id: string; capacity: number },
    organisation: () => string,
  ) => {
    const everybodyLooked = allAtOnce(DESKS);
    const let_ = await Promise.all(
      desks.map((desk) => carelessly(desk, level, session, organisation(), everybodyLooked)),
    );
    return let_.filter(Boolean).length;
  };
  const counted = async (id: string) => {
    const { rows } = await (desks[0] as Client).query(
      `SELECT places_booked, (SELECT coalesce(sum(places), 0)::int FROM booking WHERE session_id = $1 AND state = 'booked') AS sold
       FROM session WHERE id = $1`,
      [id],
    );
    return rows[0] as { places_booked: number; sold: number };
  };

  it.each(LEVELS)('are never sold twice at %s, however careless the program', async (level) => {
    const session = await trial.session({ capacity: 5, capPerOrganisation: 5 });
    const sold = await rush(level, session, uuidv7);
    expect(sold).toBeGreaterThan(0);
    expect(sold).toBeLessThanOrEqual(5);
    if (level === 'READ COMMITTED') expect(sold).toBe(5);
    expect(await counted(session.id)).toEqual({ places_booked: sold, sold });
  });

  it.each(LEVELS)('never go to one organisation beyond its cap at %s', async (level) => {
    const session = await trial.session({ capacity: 30, capPerOrganisation: 3 });
    const organisation = uuidv7();
    const sold = await rush(level, session, () => organisation);
    expect(sold).toBeGreaterThan(0);
    expect(sold).toBeLessThanOrEqual(3);
    if (level === 'READ COMMITTED') expect(sold).toBe(3);
  });

  it.each(LEVELS)('that a pool reserves go to nobody else at %s', async (level) => {
    const pools = [{ rule: 'small', places: 3, releaseAt: '2026-11-20T09:00:00Z' }];
    const session = await trial.session({ capacity: 5, capPerOrganisation: 5, pools });
    const sold = await rush(level, session, uuidv7);
    expect(sold).toBeGreaterThan(0);
    expect(sold).toBeLessThanOrEqual(2);
    if (level === 'READ COMMITTED') expect(sold).toBe(2);
    expect((await trial.readSession(session.id)).places).toMatchObject({ booked: sold, reserved: 3 });
  });

  it('that a pool has not are not taken out of it', async () => {
    const pools = [{ rule: 'small', places: 1, releaseAt: '2026-11-20T09:00:00Z' }];
    const { id } = await trial.session({ capacity: 4, pools });
    const take = (from: string, places: number) =>
      (desks[0] as Client).query(
        `INSERT INTO booking (id, session_id, organisation_id, places, state, booked_at, booked_by, ${from})
         VALUES ($1, $2, $3, 2, 'booked', '2026-11-02T10:00:00Z', 'careless', $4)`,
        [uuidv7(), id, uuidv7(), places],
      );
    await expect(take('from_small', 2)).rejects.toMatchObject({ constraint: 'pool_keeps_its_size' });
    await expect(take('from_small', 3)).rejects.toMatchObject({ constraint: 'pools_give_what_is_taken' });
    await expect(take('from_equality_focused', 1)).rejects.toMatchObject({ code: '23514' });
    await expect(take('from_small', 1)).resolves.toBeDefined();
  });

  it('are waited for within the cap too, whoever writes the party into the list', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 2 });
    const organisation = uuidv7();
    const wait = () =>
      (desks[0] as Client).query(
        `INSERT INTO booking (id, session_id, organisation_id, places, state, booked_at, booked_by)
         VALUES ($1, $2, $3, 2, 'waiting', '2026-11-02T10:00:00Z', 'careless')`,
        [uuidv7(), id, organisation],
      );
    await wait();
    await expect(wait()).rejects.toMatchObject({ constraint: 'organisation_keeps_its_cap' });
  });

  it('are sold twice by the same rush with the guard off: the test would see it', async () => {
    const session = await trial.session({ capacity: 5, capPerOrganisation: 5 });
    await (desks[0] as Client).query('ALTER TABLE booking DISABLE TRIGGER booking_places_counted');
    try {
      expect(await rush('READ COMMITTED', session, uuidv7)).toBe(DESKS);
      expect((await counted(session.id)).sold).toBe(DESKS);
    } finally {
      await (desks[0] as Client).query('ALTER TABLE booking ENABLE TRIGGER booking_places_counted');
    }
  });

  it('do not move with a booking to another session or organisation', async () => {
    const [from, to] = [await trial.session(), await trial.session()];
    const { body } = await trial.book(samira, from.id, trial.organisationOf(samira));
    const move = (column: string, id: string) =>
      (desks[0] as Client).query(`UPDATE booking SET ${column} = $1 WHERE id = $2`, [id, body.id]);
    await expect(move('session_id', to.id)).rejects.toMatchObject({ code: '23514' });
    await expect(move('organisation_id', uuidv7())).rejects.toMatchObject({ code: '23514' });
  });

  it('cannot be taken away under those who hold them', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 3 });
    await trial.book(samira, id, trial.organisationOf(samira), 3);
    const set = (column: string, value: number) =>
      (desks[0] as Client).query(`UPDATE session SET ${column} = $1 WHERE id = $2`, [value, id]);
    await expect(set('capacity', 2)).rejects.toMatchObject({ code: '23514' });
    await expect(set('cap_per_organisation', 2)).rejects.toMatchObject({
      constraint: 'organisation_keeps_its_cap',
    });
    await expect(set('cap_per_organisation', 4)).resolves.toBeDefined();
  });

  it('go through the routes to exactly as many as there are, and everybody else waits in order', async () => {
    const { id } = await trial.session({ capacity: 10, capPerOrganisation: 2 });
    const organisations = Array.from({ length: 24 }, () => trial.organisationOf(samira));
    const answers = await Promise.all(
      organisations.map((organisation) => trial.book(samira, id, organisation)),
    );
    const states = answers.map(({ body }) => body.state);
    expect(states.filter((state) => state === 'booked')).toHaveLength(10);
    expect(states.filter((state) => state === 'waiting')).toHaveLength(14);
    expect(await counted(id)).toEqual({ places_booked: 10, sold: 10 });
    const cancelled = answers.filter(({ body }) => body.state === 'booked').slice(0, 6);
    await Promise.all(cancelled.map(({ body }) => trial.press(samira, body, 'cancel')));
    expect(await trial.placesHeld(id)).toBe(10);
    const shown = await trial.service.request('GET', `/v1/sessions/${id}`);
    expect(shown.body).toMatchObject({ placesFree: 0, partiesWaiting: 8 });
  });
});
