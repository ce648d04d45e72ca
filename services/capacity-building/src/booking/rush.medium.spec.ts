import { samira, startTrial, type Trial, uma } from '../../test/given';
import { OfferSweep } from '../offer/offer.sweep';

describe('everybody at the same moment', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));

  const counts = async (id: string) => {
    const [row] = await trial.rows(
      `SELECT places_booked + places_offered + places_held + places_reserved AS counted, capacity,
         (SELECT coalesce(sum(places), 0)::int FROM booking WHERE session_id = s.id AND state IN ('booked', 'offered')) AS sold
       FROM session s WHERE id = $1::uuid`,
      id,
    );
    return row as { counted: number; capacity: number; sold: number };
  };

  it('one organisation presses ten times and gets its cap, waiting included', async () => {
    const { id } = await trial.session({ capacity: 2, capPerOrganisation: 2 });
    await trial.book(uma, id, trial.organisationOf(uma), 1);
    const organisation = trial.organisationOf(samira);
    const answers = await Promise.all(Array.from({ length: 10 }, () => trial.book(samira, id, organisation)));
    const won = answers.filter(({ status }) => status === 201).map(({ body }) => body.state);
    expect(won.sort()).toEqual(['booked', 'waiting']);
    expect(answers.filter(({ body }) => body.code === 'organisation-cap-exceeded')).toHaveLength(8);
    expect(await counts(id)).toMatchObject({ counted: 2, sold: 2 });
  });

  it('an offer that is accepted, declined and swept at its last moment ends in one way', async () => {
    const { id } = await trial.session({ capacity: 1, capPerOrganisation: 1 });
    const holder = (await trial.book(samira, id, trial.organisationOf(samira))).body;
    const [first, second] = [
      (await trial.book(uma, id, trial.organisationOf(uma))).body,
      (await trial.book(uma, id, trial.organisationOf(uma))).body,
    ];
    await trial.press(samira, holder, 'cancel');
    const offered = await trial.read(first.id);
    trial.service.clock.moveTo('2026-11-04T09:59:59.999Z');
    const sweep = trial.service.app.get(OfferSweep);
    const [accepted, declined] = await Promise.all([
      trial.press(uma, offered, 'accept'),
      trial.press(uma, offered, 'decline'),
      sweep.sweep(),
    ]);
    expect([accepted.status, declined.status].sort()).toEqual([200, 412]);
    const states = [(await trial.read(first.id)).state, (await trial.read(second.id)).state];
    expect(states).toEqual(accepted.status === 200 ? ['booked', 'waiting'] : ['cancelled', 'offered']);
    expect(await counts(id)).toMatchObject({ counted: 1, sold: 1 });
  });

  it('books, cancels, gives back and resizes, and the counters are the rows', async () => {
    const { id } = await trial.session({ capacity: 6, capPerOrganisation: 3 });
    const seeds = await Promise.all(
      Array.from({ length: 6 }, () => trial.book(samira, id, trial.organisationOf(samira), 2)),
    );
    await Promise.all([
      ...seeds.slice(0, 2).map(({ body }) => trial.press(samira, body, 'cancel')),
      ...seeds.slice(2, 4).map(({ body }) => trial.press(samira, body, 'give-back', { places: [1] })),
      ...Array.from({ length: 4 }, () => trial.book(uma, id, trial.organisationOf(uma), 1)),
      trial.desk(id, 'PUT capacity', { capacity: 8, reason: 'A larger room.' }),
    ]);
    const { counted, capacity, sold } = await counts(id);
    expect(sold).toBeLessThanOrEqual(capacity);
    expect(counted).toBeLessThanOrEqual(capacity);
    const [checked] = await trial.rows(
      `SELECT s.places_booked = coalesce(sum(b.places) FILTER (WHERE b.state = 'booked'), 0)
         AND s.places_offered = coalesce(sum(b.places) FILTER (WHERE b.state = 'offered'), 0)
         AND s.places_held = coalesce(sum(b.held), 0)
         AND s.parties_waiting = count(*) FILTER (WHERE b.state = 'waiting') AS agrees
       FROM session s JOIN booking b ON b.session_id = s.id WHERE s.id = $1::uuid GROUP BY s.id`,
      id,
    );
    expect(checked).toEqual({ agrees: true });
  });

  it('places that were freed and offered to nobody are found by the sweep', async () => {
    const { id } = await trial.session({ capacity: 1, capPerOrganisation: 1 });
    const holder = (await trial.book(samira, id, trial.organisationOf(samira))).body;
    const waiting = (await trial.book(uma, id, trial.organisationOf(uma))).body;
    // As if a program had died between the two halves of a cancellation.
    await trial.rows(
      "UPDATE booking SET state = 'cancelled', because = 'given-back' WHERE id = $1::uuid RETURNING 1",
      holder.id,
    );
    expect((await trial.read(waiting.id)).state).toBe('waiting');
    await trial.service.app.get(OfferSweep).sweep();
    expect((await trial.read(waiting.id)).state).toBe('offered');
  });
});
