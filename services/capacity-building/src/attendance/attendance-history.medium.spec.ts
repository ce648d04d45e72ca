import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

describe('the register as it was written', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));

  const record = (booking: { id: string; version: number }, body: object) =>
    trial.press(tom, booking, 'attendance', body);
  const came = (place: number, attendance: string) => ({ place, attendance });
  const history = (id: string, as = tom) =>
    trial.service.request('GET', `/v1/bookings/${id}/attendance`, { as });

  it('is kept person by person in the room, and corrected with both lines standing to read', async () => {
    const { id } = await trial.session();
    const booked = (await trial.book(samira, id, trial.organisationOf(samira), 2)).body;
    trial.service.clock.moveTo('2026-12-01T10:05:00Z');
    const one = (await record(booked, { people: [came(1, 'not')] })).body;
    const two = (await record(one, { people: [came(2, 'attended')] })).body;
    await record(two, { people: [came(1, 'partly')], reason: 'Came late.' });
    const { body } = await history(booked.id);
    expect(body.items).toMatchObject([
      { place: 1, attendance: 'not', stands: false },
      { place: 2, attendance: 'attended', stands: true },
      { place: 1, attendance: 'partly', reason: 'Came late.', stands: true },
    ]);
    expect(await trial.said(booked.id)).toEqual(['confirmed', 'not-attended', 'attended', 'attended']);
    const last = (await trial.service.emitted()).filter(({ subject }) => subject === booked.id).at(-1);
    expect(last?.fact).toMatchObject({ attended: 2 });
    expect((await history(booked.id, samira)).status).toBe(200);
    expect((await history(booked.id, uma)).status).toBe(404);
  });

  it('of a series is kept date by date and adds up to the whole', async () => {
    const furtherDates = [{ startsAt: '2026-12-08T10:00:00Z', endsAt: '2026-12-08T13:00:00Z' }];
    const { id } = await trial.session({ furtherDates });
    const booked = (await trial.book(samira, id, trial.organisationOf(samira), 2)).body;
    trial.service.clock.moveTo('2026-12-01T11:00:00Z');
    const first = (await record(booked, { people: [came(1, 'attended'), came(2, 'attended')] })).body;
    expect(first.people.map(({ attendance }: { attendance: string }) => attendance)).toEqual([
      'partly',
      'partly',
    ]);
    const early = await record(first, { people: [came(1, 'attended')], date: 2 });
    expect(early.body.code).toBe('session-has-not-begun');
    expect((await record(first, { people: [came(1, 'attended')], date: 3 })).body.code).toBe('no-such-date');
    trial.service.clock.moveTo('2026-12-08T11:00:00Z');
    const second = (await record(first, { people: [came(1, 'attended'), came(2, 'not')], date: 2 })).body;
    expect(second.people).toEqual([
      {
        ...{ place: 1, attendance: 'attended' },
        byDate: [
          { date: 1, attendance: 'attended' },
          { date: 2, attendance: 'attended' },
        ],
      },
      {
        ...{ place: 2, attendance: 'partly' },
        byDate: [
          { date: 1, attendance: 'attended' },
          { date: 2, attendance: 'not' },
        ],
      },
    ]);
  });

  it('cannot be rewritten, not even by somebody at the database', async () => {
    const { id } = await trial.session();
    const booked = (await trial.book(samira, id, trial.organisationOf(samira))).body;
    trial.service.clock.moveTo('2026-12-01T10:05:00Z');
    await record(booked, { people: [came(1, 'not')] });
    const rewrite = trial.rows(
      "UPDATE attendance_entry SET attendance = 'attended' WHERE booking_id = $1::uuid RETURNING 1",
      booked.id,
    );
    await expect(rewrite).rejects.toThrow(/append-only/);
  });
});
