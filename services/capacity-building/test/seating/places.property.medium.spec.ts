import { organisationRegistered } from '@commissioning/schemas';
import fc from 'fast-check';
import { Client } from 'pg';
import { samira, startTrial, type Trial } from '../given';
import { type Act, perform, type Room } from './acts';
import { type Organisation, SeatingPlan } from './seating-plan';

const RUNS = 15;
const [FREE, KEPT_FOR_SMALL, CAP, MOST_TIMES_PASSED_OVER] = [5, 2, 4, 1];

const number = fc.nat({ max: 99 });
const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      does: fc.constant('book' as const),
      who: number,
      places: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constantFrom('cancel' as const, 'accept' as const, 'decline' as const, 'swap' as const),
      which: number,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('give-back' as const), which: number, places: number }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('resize' as const), to: fc.integer({ min: 2, max: 12 }) }),
  },
  { weight: 1, arbitrary: fc.constant({ does: 'expire' as const }) },
  { weight: 1, arbitrary: fc.constant({ does: 'release-pool' as const }) },
);
/** What a smaller capacity lets go of goes back to its pool, so it is still promised. */
const FEWER_WHILE_POOLED_PLACES_ARE_HELD: Act[] = [
  { does: 'book', who: 1, places: 4 },
  { does: 'book', who: 3, places: 1 },
  { does: 'book', who: 0, places: 3 },
  { does: 'book', who: 2, places: 1 },
  { does: 'book', who: 3, places: 1 },
  { does: 'resize', to: 6 },
];
const acts = fc.array(act, { minLength: 8, maxLength: 24 });

describe.each(['read committed', 'serializable'] as const)(
  'whatever people do to a session, at %s,',
  (isolation) => {
    let trial: Trial;
    let database: Client;
    let organisations: Organisation[];

    beforeAll(async () => {
      const environment = { MOST_TIMES_PASSED_OVER: String(MOST_TIMES_PASSED_OVER) };
      trial = await startTrial({ isolation, environment });
      database = new Client({ connectionString: trial.service.databaseUrl });
      await database.connect();
      organisations = [];
      for (const small of [true, false, true, false]) {
        const id = trial.organisationOf(samira);
        organisations.push({ id, small });
        const { golden } = organisationRegistered.examples;
        await trial.service.deliver(organisationRegistered, { ...golden, organisationId: id, small });
      }
    });
    afterAll(async () => {
      await database.end();
      await trial.service.close();
    });

    /** Booked and offered places and what is held, added up from the rows. */
    const occupied = async (sessionId: string): Promise<number> => {
      const { rows } = await database.query<{ occupied: number }>(
        `SELECT coalesce(sum(CASE WHEN state IN ('booked', 'offered') THEN places ELSE held END), 0)::int AS occupied
       FROM booking WHERE session_id = $1`,
        [sessionId],
      );
      return rows[0]?.occupied ?? 0;
    };

    const shown = async (sessionId: string, plan: SeatingPlan) => {
      const { capacity, places, partiesWaiting } = (
        await trial.service.request('GET', `/v1/sessions/${sessionId}`)
      ).body;
      const bookings = [];
      for (const { id } of plan.parties) {
        const { places: count, state, waiting } = await trial.read(id);
        bookings.push({ id, places: count, state, held: waiting?.held ?? 0 });
      }
      return { capacity, places, partiesWaiting, bookings };
    };

    /** A new session lives through the acts beside its plan. */
    const lives = (looksAt: 'everything' | 'rows') =>
      fc.asyncProperty(acts, async (life) => {
        trial.service.clock.moveTo('2026-11-02T10:00:00Z');
        const { id: sessionId } = await trial.session({
          ...{ startsAt: '2027-11-01T10:00:00Z', endsAt: '2027-11-01T13:00:00Z' },
          ...{ capacity: FREE + KEPT_FOR_SMALL, capPerOrganisation: CAP },
          pools: [{ rule: 'small', places: KEPT_FOR_SMALL, releaseAt: '2027-10-01T10:00:00Z' }],
        });
        const plan = new SeatingPlan(FREE, KEPT_FOR_SMALL, CAP, MOST_TIMES_PASSED_OVER);
        const room: Room = { trial, sessionId, organisations };
        for (const one of life) {
          if (looksAt === 'rows') {
            if (one.does === 'book')
              await trial.book(samira, sessionId, organisations[one.who % 4]?.id ?? '', one.places);
            mustNotBeOversold(await occupied(sessionId), plan.capacity);
            continue;
          }
          await perform(one, plan, room);
          mustNotBeOversold(await occupied(sessionId), plan.capacity);
          expect(await shown(sessionId, plan)).toEqual(plan.shown());
        }
      });

    it('works at this isolation', async () => {
      const rows = await trial.rows<{ level: string }>(
        "SELECT current_setting('transaction_isolation') AS level",
      );
      expect(rows).toEqual([{ level: isolation }]);
    });

    it('every place is where a seating plan would have it', async () => {
      await fc.assert(lives('everything'), {
        numRuns: RUNS,
        examples: [[FEWER_WHILE_POOLED_PLACES_ARE_HELD]],
      });
    }, 240_000);

    it('is oversold with the guard off: the same lives would show it', async () => {
      await database.query('ALTER TABLE booking DISABLE TRIGGER booking_places_counted');
      try {
        const found = await fc.check(lives('rows'), { numRuns: RUNS, endOnFailure: true });
        expect(String(found.errorInstance)).toContain('oversold');
      } finally {
        await database.query('ALTER TABLE booking ENABLE TRIGGER booking_places_counted');
      }
    }, 240_000);
  },
);

function mustNotBeOversold(occupied: number, capacity: number): void {
  if (occupied > capacity) throw new Error(`oversold: ${occupied} of ${capacity} places`);
}
