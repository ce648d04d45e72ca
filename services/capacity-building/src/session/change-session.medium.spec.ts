import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

describe('a change of a session', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));

  const NOW = {
    ...{ startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z', venue: 'Town hall' },
    ...{ ward: 'E05009335', capPerOrganisation: 4 },
    ...{ bookingOpensAt: '2026-11-02T10:00:00.000Z', bookingClosesAt: '2026-12-01T10:00:00Z' },
  };
  const change = (id: string, more: object, reason = 'The room floods.') =>
    trial.desk(id, 'PUT', { ...NOW, ...more, reason });
  const book = async (id: string, as = samira) =>
    (await trial.book(as, id, trial.organisationOf(as), 1)).body;

  it('is told to everybody who has places or waits, whether booking is still open or not', async () => {
    const { id } = await trial.session({
      capacity: 1,
      capPerOrganisation: 1,
      bookingClosesAt: '2026-11-10T10:00:00Z',
    });
    const [booked, waiting] = [await book(id), await book(id, uma)];
    trial.service.clock.moveTo('2026-11-20T10:00:00Z');
    const later = { startsAt: '2026-12-02T10:00:00Z', endsAt: '2026-12-02T13:00:00Z' };
    const more = {
      ...later,
      venue: 'Library',
      capPerOrganisation: 1,
      bookingClosesAt: '2026-11-10T10:00:00Z',
    };
    expect((await change(id, more)).body).toMatchObject({
      ...{ startsAt: '2026-12-02T10:00:00.000Z' },
      venue: 'Library',
    });
    for (const party of [booked, waiting]) {
      expect((await trial.said(party.id)).at(-1)).toBe('session-changed');
      expect((await trial.read(party.id)).sessionChange).toMatchObject({
        ...{ reason: 'The room floods.', parts: ['time', 'venue'], kept: false },
      });
    }
  });

  it('shows the coordinator who has said that they still come', async () => {
    const { id } = await trial.session();
    const [keeps, silent] = [await book(id), await book(id, uma)];
    await change(id, { venue: 'Library' });
    expect((await trial.press(samira, await trial.read(keeps.id), 'keep')).body.sessionChange.kept).toBe(
      true,
    );
    const { body } = await trial.service.request('GET', `/v1/sessions/${id}/bookings`, { as: tom });
    expect(body.items.map((one: { sessionChange: { kept: boolean } }) => one.sessionChange.kept)).toEqual([
      true,
      false,
    ]);
    await change(id, { venue: 'School' });
    expect((await trial.read(keeps.id)).sessionChange?.kept).toBe(false);
    expect((await trial.press(uma, await trial.read(silent.id), 'cancel')).body.state).toBe('cancelled');
    expect((await book(id)).sessionChange).toBeUndefined();
  });

  it('of its terms alarms nobody', async () => {
    const { id } = await trial.session();
    const booked = await book(id);
    expect((await change(id, { deliveryPartner: 'Bow Skills' })).body.deliveryPartner).toBe('Bow Skills');
    expect(await trial.said(booked.id)).toEqual(['confirmed']);
    expect((await trial.read(booked.id)).sessionChange).toBeUndefined();
    expect((await change(id, { deliveryPartner: 'Bow Skills' })).body.code).toBe('nothing-changed');
  });

  it('keeps the promises that were made: no cap below what somebody has, no offer past the start', async () => {
    const { id } = await trial.session({ capacity: 4 });
    const holder = (await trial.book(samira, id, trial.organisationOf(samira), 4)).body;
    const waiting = await book(id, uma);
    expect((await change(id, { capPerOrganisation: 3 })).body.code).toBe('cap-below-taken');
    await trial.press(samira, holder, 'cancel');
    expect((await trial.read(waiting.id)).offeredUntil).toBe('2026-11-04T10:00:00.000Z');
    const sooner = {
      startsAt: '2026-11-03T10:00:00Z',
      endsAt: '2026-11-03T13:00:00Z',
      bookingClosesAt: '2026-11-03T10:00:00Z',
    };
    expect((await change(id, sooner)).status).toBe(200);
    expect((await trial.read(waiting.id)).offeredUntil).toBe('2026-11-03T10:00:00.000Z');
  });

  it('still moves when it became smaller than what one organisation may have and waits for', async () => {
    const { id } = await trial.session({ capacity: 4 });
    const organisation = trial.organisationOf(samira);
    await trial.book(samira, id, organisation, 2);
    await book(id, uma);
    const waits = (await trial.book(samira, id, organisation, 2)).body;
    expect(waits.state).toBe('waiting');
    await trial.desk(id, 'PUT capacity', { capacity: 3, reason: 'Smaller room.' });
    expect((await change(id, { venue: 'Library' })).body).toMatchObject({ venue: 'Library', capacity: 3 });
    expect((await change(id, { capPerOrganisation: 5 })).body.code).toBe('cap-over-capacity');
    expect((await change(id, { capPerOrganisation: 3 })).body.code).toBe('cap-below-taken');
  });

  it('is made by one of two coordinators who press at the same moment', async () => {
    const { id, version } = await trial.session();
    const press = (venue: string) =>
      trial.service.request('PUT', `/v1/sessions/${id}`, {
        ...{ as: tom, version, body: { ...NOW, venue, reason: 'Room.' } },
      });
    const answers = await Promise.all([press('Library'), press('School')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('puts who waits where a new order of priorities puts them', async () => {
    const { id } = await trial.session({ capacity: 1, capPerOrganisation: 1 });
    await book(id);
    const first = await book(id);
    const organisation = trial.organisationOf(uma);
    await trial.registered(organisation, { small: true });
    const second = (await trial.book(uma, id, organisation, 1)).body;
    expect(second.waiting).toMatchObject({ position: 2 });
    await change(id, { capPerOrganisation: 1, priority: ['small'] });
    expect((await trial.read(second.id)).waiting).toMatchObject({ position: 1, priority: 'small' });
    expect((await trial.read(first.id)).waiting).toMatchObject({ position: 2 });
  });
});
