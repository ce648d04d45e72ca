import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

const reason = 'Another room.';

describe('a change of capacity', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const book = async (sessionId: string, places: number, as = samira) =>
    (await trial.book(as, sessionId, trial.organisationOf(as), places)).body;
  const state = async (booking: { id: string }) => (await trial.read(booking.id)).state;
  const change = (id: string, capacity: number, plan: object[] = []) =>
    trial.desk(id, 'PUT capacity', { capacity, reason, plan });
  const outlook = async (id: string, capacity: number) =>
    (await trial.service.request('GET', `/v1/sessions/${id}/capacity?capacity=${capacity}`, { as: tom }))
      .body;

  it('upwards serves the waiting list before anybody new', async () => {
    const { id } = await trial.session({ capacity: 2, capPerOrganisation: 2 });
    await book(id, 2);
    const [first, second] = [await book(id, 2), await book(id, 1)];
    expect((await outlook(id, 5)).offers).toMatchObject([
      { bookingId: first.id, places: 2 },
      { bookingId: second.id, places: 1 },
    ]);
    const [changed, newcomer] = await Promise.all([change(id, 4), book(id, 2, uma)]);
    expect(changed.body).toMatchObject({ capacity: 4 });
    expect([await state(first), newcomer.state]).toEqual(['offered', 'waiting']);
    expect(await state(second)).toBe('waiting');
  });

  it('below the size of a party that waits keeps nothing for it and says so, until it asks for fewer', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    const large = await book(id, 3);
    const other = await book(id, 2);
    const plan = [{ bookingId: large.id, action: 'return-to-list' }];
    await change(id, 2, plan);
    expect(await state(other)).toBe('offered');
    expect((await trial.read(large.id)).waiting).toMatchObject({
      hadPlaces: true,
      tooLarge: true,
      passes: [],
    });
    await trial.press(samira, await trial.read(other.id), 'decline');
    expect(await trial.readSession(id)).toMatchObject({ places: { free: 2, held: 0 } });
    expect((await trial.book(uma, id, trial.organisationOf(uma), 3)).body.code).toBe(
      'organisation-cap-exceeded',
    );
    await trial.press(samira, await trial.read(large.id), 'give-back', { places: [3] });
    expect(await state(large)).toBe('offered');
  });

  it('downwards takes free places only, unless a plan says who gives way', async () => {
    const { id } = await trial.session({ capacity: 6, capPerOrganisation: 4 });
    const [first, second] = [await book(id, 2), await book(id, 2)];
    expect((await change(id, 4)).body).toMatchObject({ capacity: 4, places: { booked: 4, free: 0 } });
    const refused = await change(id, 3);
    expect(refused).toMatchObject({ status: 409, body: { code: 'capacity-below-promised' } });
    expect((await trial.readSession(id)).capacity).toBe(4);
    const { short, suggestion } = await outlook(id, 3);
    expect([short, suggestion]).toMatchObject([
      1,
      [{ bookingId: second.id, state: 'booked', action: 'return-to-list' }],
    ]);
    const plan = suggestion.map(({ bookingId, action }: { bookingId: string; action: string }) => ({
      bookingId,
      action,
    }));
    const changed = await change(id, 3, plan);
    expect(changed.body.places).toMatchObject({ booked: 2, free: 1 });
    expect([await state(first), await state(second)]).toEqual(['booked', 'waiting']);
    expect(await trial.said(second.id)).toEqual(['confirmed', 'returned-to-list']);
    expect(
      (await trial.service.request('GET', `/v1/sessions/${id}/changes`, { as: tom })).body.items,
    ).toMatchObject([
      { parts: ['capacity'], reason, before: { capacity: 4 }, after: { capacity: 3 } },
      { before: { capacity: 6 }, after: { capacity: 4 } },
    ]);
  });

  it('lets whoever had places stand before everybody who waits', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    const [first, second] = [await book(id, 2), await book(id, 2)];
    const waiting = await book(id, 1, uma);
    await change(id, 2, [{ bookingId: second.id, action: 'return-to-list' }]);
    const list = await trial.service.request('GET', `/v1/sessions/${id}/waiting-list`, { as: tom });
    expect(list.body.items).toMatchObject([
      { bookingId: second.id, position: 1, hadPlaces: true },
      { bookingId: waiting.id, position: 2, hadPlaces: false },
    ]);
    await trial.press(samira, first, 'cancel');
    expect([await state(second), await state(waiting)]).toEqual(['offered', 'waiting']);
  });

  it('cancels those whom the plan cancels, with the reason', async () => {
    const { id } = await trial.session({ capacity: 2, capPerOrganisation: 2 });
    const booked = await book(id, 2);
    await change(id, 1, [{ bookingId: booked.id, action: 'cancel' }]);
    expect(await trial.read(booked.id)).toMatchObject({ state: 'cancelled', because: 'capacity-reduced' });
  });

  it('never goes below what pools reserve', async () => {
    const pools = [{ rule: 'small', places: 3, releaseAt: '2026-11-20T09:00:00Z' }];
    const { id } = await trial.session({ capacity: 4, pools });
    expect((await change(id, 2)).body.code).toBe('capacity-below-promised');
    expect((await change(id, 3)).body).toMatchObject({ places: { reserved: 3, free: 0 } });
  });

  it('is a coordinator’s, at the version that they read', async () => {
    const { id, version } = await trial.session();
    const ask = (as: typeof tom, at: number) =>
      trial.service.request('PUT', `/v1/sessions/${id}/capacity`, {
        ...{ as, version: at, body: { capacity: 9, reason } },
      });
    expect((await ask(samira, version)).status).toBe(403);
    expect((await ask(tom, version + 1)).status).toBe(412);
    expect((await ask(tom, version)).status).toBe(200);
  });
});
