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

  it('is not corrected without a reason, and what was corrected is read session by session', async () => {
    const { id } = await trial.session();
    const organisation = trial.organisationOf(samira);
    await trial.registered(organisation, { name: 'Bow Youth' });
    const booked = (await trial.book(samira, id, organisation, 2, { names: ['Ayesha'] })).body;
    trial.service.clock.moveTo('2026-12-01T10:05:00Z');
    const one = (await record(booked, { people: [came(1, 'not'), came(2, 'not')] })).body;
    const silent = await record(one, { people: [came(1, 'attended')] });
    expect(silent.body.code).toBe('correction-needs-a-reason');
    const again = (await record(one, { people: [came(1, 'not')] })).body;
    const two = (await record(again, { people: [came(1, 'partly')], reason: 'Came late.' })).body;
    await record(two, { people: [came(1, 'attended')], reason: 'Only five minutes.' });
    const read = (query = '', as = tom) =>
      trial.service.request('GET', `/v1/sessions/${id}/register/corrections${query}`, { as });
    const { body } = await read();
    expect(body.items).toMatchObject([
      { from: 'partly', to: 'attended', reason: 'Only five minutes.', name: 'Ayesha', correctedBy: tom.name },
      { from: 'not', to: 'partly', reason: 'Came late.', place: 1, organisationName: 'Bow Youth' },
    ]);
    const first = (await read('?limit=1')).body;
    expect((await read(`?limit=1&cursor=${first.nextCursor}`)).body).toMatchObject({
      items: [{ to: 'partly' }],
    });
    expect((await read('', samira)).status).toBe(403);
  });

  it('names at the door whom nobody named, and with a reason who came for another', async () => {
    const { id } = await trial.session();
    const booked = (await trial.book(samira, id, trial.organisationOf(samira), 2, { names: ['Ayesha'] }))
      .body;
    trial.service.clock.moveTo('2026-12-01T10:05:00Z');
    const named = await record(booked, { people: [{ ...came(2, 'attended'), name: 'Bo Lee' }] });
    expect(named.body.people).toMatchObject([{ name: 'Ayesha' }, { name: 'Bo Lee', attendance: 'attended' }]);
    const other = { people: [{ ...came(1, 'attended'), name: 'Carl Roy' }] };
    expect((await record(named.body, other)).body.code).toBe('correction-needs-a-reason');
    const swapped = await record(named.body, { ...other, reason: 'Carl came for Ayesha.' });
    expect(swapped.body.people[0]).toMatchObject({ name: 'Carl Roy', attendance: 'attended' });
    expect(await trial.said(booked.id)).toEqual([
      ...['confirmed', 'people-named', 'attended', 'people-named', 'attended'],
    ]);
    expect(JSON.stringify(await trial.service.emitted())).not.toContain('Carl Roy');
  });

  it('of a session lists everybody who is expected, a page at a time, and finds people and organisations', async () => {
    const { id } = await trial.session({ capacity: 6 });
    const [bow, poplar] = [trial.organisationOf(samira), trial.organisationOf(samira)];
    await trial.registered(bow, { name: 'Bow Youth' });
    await trial.registered(poplar, { name: 'Poplar Kitchen' });
    const first = (await trial.book(samira, id, bow, 2, { names: ['Ayesha Khan'] })).body;
    await trial.book(samira, id, poplar, 1, { names: ['Bo Lee'] });
    const read = async (query: string) =>
      (await trial.service.request('GET', `/v1/sessions/${id}/register${query}`, { as: tom })).body;
    trial.service.clock.moveTo('2026-12-01T10:05:00Z');
    await record(first, { people: [came(1, 'attended')] });
    expect(await read('')).toMatchObject({
      items: [
        { name: 'Ayesha Khan', attendance: 'attended', organisationName: 'Bow Youth', version: 2 },
        { place: 2, version: 2 },
        { name: 'Bo Lee', version: 1 },
      ],
      ...{ expected: 3, toMark: 2 },
    });
    expect((await read('?find=POPLAR')).items).toMatchObject([{ name: 'Bo Lee' }]);
    expect((await read('?find=khan')).items).toHaveLength(2);
    expect((await read('?find=nobody')).items).toEqual([]);
    const page = await read('?limit=1');
    expect(page.items).toHaveLength(2);
    expect((await read(`?limit=1&cursor=${page.nextCursor}`)).items).toMatchObject([{ name: 'Bo Lee' }]);
    const answer = await trial.service.request('GET', `/v1/sessions/${id}/register`, { as: samira });
    expect(answer.status).toBe(403);
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
