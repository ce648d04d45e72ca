import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

describe('a part of a party', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const party = async (sessionId: string, places: number, more = {}) =>
    (await trial.book(samira, sessionId, trial.organisationOf(samira), places, more)).body;
  const giveBack = (booking: { id: string; version: number }, ...places: number[]) =>
    trial.press(samira, booking, 'give-back', { places });

  it('gives its places back, which are offered on at once; the others keep theirs and their names', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    const booked = await party(id, 4, { names: ['Ayesha', 'Bo', 'Cem', 'Dee'] });
    const waiting = await party(id, 2);
    const answer = await giveBack(booked, 2, 3);
    expect(answer.body).toMatchObject({ state: 'booked', places: 2 });
    expect(answer.body.people).toEqual([
      { place: 1, name: 'Ayesha' },
      { place: 4, name: 'Dee' },
    ]);
    expect(await trial.read(waiting.id)).toMatchObject({ state: 'offered' });
    expect(await trial.said(booked.id)).toEqual(['confirmed', 'reduced']);
    expect((await trial.readSession(id)).places).toEqual({
      ...{ booked: 2, offered: 2, held: 0, reserved: 0, free: 0 },
    });
  });

  it('cannot be all of it, nor places that it has not', async () => {
    const { id } = await trial.session();
    const booked = await party(id, 2);
    expect((await giveBack(booked, 1, 2)).body.code).toBe('all-places-given-back');
    expect((await giveBack(booked, 3)).body.code).toBe('no-such-place');
    expect((await giveBack(booked, 1, 1)).body.code).toBe('no-such-place');
    expect((await trial.press(uma, booked, 'give-back', { places: [1] })).status).toBe(404);
  });

  it('leaves the list, and the rest is offered what is there', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    await party(id, 3);
    const waiting = await party(id, 3);
    expect((await giveBack(waiting, 3, 2)).body).toMatchObject({ state: 'offered', places: 1 });
    expect(await trial.said(waiting.id)).toEqual(['waitlisted', 'reduced', 'offered']);
  });

  it('counts against the cap no more', async () => {
    const { id } = await trial.session({ capacity: 9, capPerOrganisation: 3 });
    const booked = await party(id, 3);
    await giveBack(booked, 1);
    expect((await trial.book(samira, id, booked.organisationId, 2)).body.code).toBe(
      'organisation-cap-exceeded',
    );
    expect((await trial.book(samira, id, booked.organisationId, 1)).body.state).toBe('booked');
  });

  it('has its names changed in a session that is full and closed for booking, place by place', async () => {
    const { id } = await trial.session({
      capacity: 3,
      bookingClosesAt: '2026-11-20T17:00:00Z',
      capPerOrganisation: 3,
    });
    const booked = await party(id, 3, { names: ['Ayesha', 'Bo', 'Cem'] });
    await party(id, 1);
    trial.service.clock.moveTo('2026-12-01T09:59:59Z');
    const kept = (await trial.press(samira, booked, 'give-back', { places: [2] })).body;
    const { body } = await trial.service.request('PUT', `/v1/bookings/${booked.id}/people`, {
      ...{ as: samira, version: kept.version },
      body: { names: [{ name: 'Zed', email: 'zed@example.org' }, null] },
    });
    expect(body).toMatchObject({ state: 'booked', places: 2 });
    expect(body.people).toEqual([{ place: 1, name: 'Zed', email: 'zed@example.org' }, { place: 3 }]);
    const said = (await trial.service.emitted()).filter(({ subject }) => subject === booked.id);
    expect(said.at(-1)?.fact).toMatchObject({ named: 1, places: 2 });
    expect(JSON.stringify(said)).not.toMatch(/Zed|example\.org|Ayesha/);
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('keeps who answers for it from everybody else', async () => {
    const { id } = await trial.session();
    const contact = { name: 'Samira Quill', email: 'samira@example.org', phone: '020 7946 0000' };
    const booked = await party(id, 1, { contact });
    expect(await trial.read(booked.id)).toMatchObject({ contact });
    expect(JSON.stringify(await trial.service.emitted())).not.toMatch(/Samira Quill|samira@example/);
    const listed = await trial.service.request('GET', `/v1/sessions/${id}`, { as: tom });
    expect(JSON.stringify(listed.body)).not.toMatch(/Quill/);
  });
});
