import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

describe('where a party stands', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const book = async (sessionId: string, places: number, organisation = trial.organisationOf(samira)) =>
    (await trial.book(samira, sessionId, organisation, places)).body;
  const list = async (id: string) =>
    (await trial.service.request('GET', `/v1/sessions/${id}/waiting-list`, { as: tom })).body.items;

  it('can be read with the reason of each time that it was passed over, without naming anybody', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    const single = [await book(id, 1), await book(id, 1), await book(id, 2)];
    const large = await book(id, 3);
    const small = await book(id, 1);
    await trial.press(samira, single[0], 'cancel');
    expect((await trial.read(small.id)).state).toBe('offered');
    const { waiting } = await trial.read(large.id);
    expect(waiting).toMatchObject({
      ...{ position: 1, held: 0 },
      passes: [
        {
          placesFree: 1,
          reason: '1 place was free; a party of 3 did not fit, so a smaller one had its turn.',
        },
      ],
    });
    expect(await trial.said(large.id)).toEqual(['waitlisted', 'passed-over']);
  });

  it('holds places for a party that was passed over three times, shown as held and nobody else’s', async () => {
    const { id } = await trial.session({ capacity: 5, capPerOrganisation: 5 });
    const single = [];
    for (let booked = 0; booked < 5; booked += 1) single.push(await book(id, 1));
    const large = await book(id, 2);
    for (let turn = 0; turn < 3; turn += 1) await book(id, 1);
    for (const one of single.slice(0, 4)) await trial.press(samira, one, 'cancel');
    expect((await trial.readSession(id)).places).toEqual({
      booked: 1,
      offered: 3,
      held: 1,
      reserved: 0,
      free: 0,
    });
    expect(await list(id)).toMatchObject([{ bookingId: large.id, held: 1, passes: [{}, {}, {}] }]);
    expect((await trial.said(large.id)).at(-1)).toBe('held');
    await trial.press(samira, await trial.read(large.id), 'cancel');
    expect((await trial.readSession(id)).places).toMatchObject({ held: 0, free: 1 });
  });

  it('is no matter of how long the list is: a place goes to the first whom it is enough for', async () => {
    const { id } = await trial.session({ capacity: 2, capPerOrganisation: 2 });
    const holder = await book(id, 1);
    await book(id, 1);
    for (let party = 1; party <= 25; party += 1) await book(id, 2);
    const single = await book(id, 1);
    expect(single.waiting).toMatchObject({ position: 26 });
    await trial.press(samira, holder, 'cancel');
    expect((await trial.read(single.id)).state).toBe('offered');
  });

  it('is read a page at a time, each party with its place in the whole list', async () => {
    const { id } = await trial.session({ capacity: 1, capPerOrganisation: 1 });
    await book(id, 1);
    const parties = [await book(id, 1), await book(id, 1), await book(id, 1)];
    const page = async (query: string) =>
      (await trial.service.request('GET', `/v1/sessions/${id}/waiting-list${query}`, { as: tom })).body;
    const first = await page('?limit=2');
    expect(first.items.map(({ bookingId }: { bookingId: string }) => bookingId)).toEqual([
      ...parties.slice(0, 2).map((party) => party.id),
    ]);
    const rest = await page(`?limit=2&cursor=${first.nextCursor}`);
    expect(rest).toEqual({ items: [expect.objectContaining({ bookingId: parties[2].id, position: 3 })] });
  });

  it('goes by the session’s priorities, then by time', async () => {
    const { id } = await trial.session({ capacity: 1, capPerOrganisation: 1, priority: ['small'] });
    const holder = await book(id, 1);
    const first = await book(id, 1);
    const small = trial.organisationOf(samira);
    await trial.registered(small, { small: true });
    const second = await book(id, 1, small);
    expect(second.waiting).toMatchObject({ position: 1, priority: 'small' });
    expect((await list(id)).map(({ bookingId }: { bookingId: string }) => bookingId)).toEqual([
      second.id,
      first.id,
    ]);
    await trial.press(samira, holder, 'cancel');
    expect((await trial.read(second.id)).state).toBe('offered');
  });

  it('is for coordinators to read as a list, and for each organisation its own', async () => {
    const { id } = await trial.session({ capacity: 1, capPerOrganisation: 1 });
    await book(id, 1);
    const waiting = await book(id, 1);
    const read = await trial.service.request('GET', `/v1/sessions/${id}/waiting-list`, { as: samira });
    expect(read.status).toBe(403);
    const own = await trial.service.request('GET', `/v1/bookings/${waiting.id}`, { as: samira });
    expect(own.body.waiting).toMatchObject({ position: 1, hadPlaces: false, passes: [] });
    expect((await trial.service.request('GET', `/v1/bookings/${waiting.id}`, { as: uma })).status).toBe(404);
  });
});
