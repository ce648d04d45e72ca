import { samira, startTrial, tom, type Trial, uma } from '../../test/given';
import { member, service, staff } from '@commissioning/testing';

describe('booking places', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  it('holds places for an organisation, with people named or still to be named', async () => {
    const { id } = await trial.session();
    const booked = await trial.book(samira, id, trial.organisationOf(samira), 2, { names: ['Ayesha Khan'] });
    expect(booked).toMatchObject({
      status: 201,
      body: { state: 'booked', people: [{ place: 1, name: 'Ayesha Khan' }, { place: 2 }] },
    });
    expect(await trial.said(booked.body.id)).toEqual(['confirmed']);
    const shown = await trial.service.request('GET', `/v1/sessions/${id}`);
    expect(shown.body).toMatchObject({ placesFree: 2, partiesWaiting: 0 });
  });

  it('never tells anybody else who comes', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 1, {
      names: ['Zebedee Quill'],
    });
    await trial.service.request('PUT', `/v1/bookings/${body.id}/people`, {
      ...{ as: samira, version: body.version, body: { names: ['Philomena Quill'] } },
    });
    expect(JSON.stringify(await trial.service.emitted())).not.toContain('Quill');
    expect(JSON.stringify((await trial.service.request('GET', '/v1/sessions')).body)).not.toContain('Quill');
  });

  it('is for members of the organisation and for coordinators', async () => {
    const { id } = await trial.session();
    const organisation = trial.organisationOf(samira);
    const foreign = await trial.book(uma, id, organisation);
    expect(foreign).toMatchObject({ status: 403, body: { code: 'not-your-organisation' } });
    expect((await trial.book(tom, id, organisation)).status).toBe(201);
    expect((await trial.book(service('evaluation'), id, organisation)).status).toBe(403);
  });

  it('of another organisation does not exist for anybody else', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira));
    const as = [uma, staff('farida', 'evaluator'), staff('anna', 'commissioner')];
    for (const stranger of as) {
      const read = await trial.service.request('GET', `/v1/bookings/${body.id}`, { as: stranger });
      expect(read.status).toBe(404);
      expect((await trial.press(stranger, body, 'cancel')).status).toBe(404);
      expect((await trial.press(stranger, body, 'accept')).status).toBe(404);
      const path = `/v1/bookings?organisationId=${body.organisationId}`;
      expect((await trial.service.request('GET', path, { as: stranger })).status).toBe(404);
      expect(
        (await trial.service.request('GET', `/v1/sessions/${id}/bookings`, { as: stranger })).status,
      ).toBe(403);
    }
    expect((await trial.read(body.id)).state).toBe('booked');
  });

  it('stops within the cap of an organisation, also while it waits', async () => {
    const { id } = await trial.session({ capacity: 5, capPerOrganisation: 3 });
    const organisation = trial.organisationOf(samira);
    expect((await trial.book(samira, id, organisation, 2)).status).toBe(201);
    const more = await trial.book(samira, id, organisation, 2);
    expect(more).toMatchObject({ status: 409, body: { code: 'organisation-cap-exceeded' } });
    const other = trial.organisationOf(uma);
    await trial.book(uma, id, other, 2);
    expect((await trial.book(samira, id, organisation, 1)).body.state).toBe('booked');
    expect((await trial.book(uma, id, other, 1)).body.state).toBe('waiting');
    expect((await trial.book(uma, id, other, 1)).body.code).toBe('organisation-cap-exceeded');
  });

  it('is possible in the booking window only, to the millisecond', async () => {
    const [bookingOpensAt, bookingClosesAt] = ['2026-11-03T09:00:00Z', '2026-11-05T17:00:00Z'];
    const { id } = await trial.session({ bookingOpensAt, bookingClosesAt });
    const organisation = trial.organisationOf(samira);
    const at = async (now: string) => {
      trial.service.clock.moveTo(now);
      return (await trial.book(samira, id, organisation)).body;
    };
    expect(await at('2026-11-03T08:59:59.999Z')).toMatchObject({ code: 'booking-not-open-yet' });
    expect(await at('2026-11-03T09:00:00Z')).toMatchObject({ state: 'booked' });
    expect(await at('2026-11-05T16:59:59.999Z')).toMatchObject({ state: 'booked' });
    expect(await at('2026-11-05T17:00:00Z')).toMatchObject({ code: 'booking-closed' });
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('lets names be swapped until the session starts, and keeps the place', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 2, {
      names: ['Ayesha', 'Bo'],
    });
    const name = (version: number, names: (string | null)[]) =>
      trial.service.request('PUT', `/v1/bookings/${body.id}/people`, {
        as: samira,
        version,
        body: { names },
      });
    const swapped = await name(body.version, [null, 'Cem']);
    expect(swapped.body).toMatchObject({
      state: 'booked',
      people: [{ place: 1 }, { place: 2, name: 'Cem' }],
    });
    expect(swapped.body.people[0].name).toBeUndefined();
    expect((await name(body.version, ['Dee'])).status).toBe(412);
    expect((await name(2, ['a', 'b', 'c'])).body.code).toBe('more-names-than-places');
    trial.service.clock.moveTo('2026-12-01T10:00:00Z');
    expect((await name(2, ['Dee'])).body.code).toBe('session-has-begun');
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('answers a repeated request with the first booking', async () => {
    const { id } = await trial.session();
    const body = { sessionId: id, organisationId: trial.organisationOf(samira), places: 1 };
    const headers = { 'idempotency-key': 'pressed-twice' };
    const press = () => trial.service.request('POST', '/v1/bookings', { as: samira, body, headers });
    const [first, second] = [await press(), await press()];
    expect(second.body.id).toBe(first.body.id);
    expect(await trial.placesHeld(id)).toBe(1);
  });

  it('ends with the session when that is cancelled', async () => {
    const session = await trial.session({ capacity: 1, capPerOrganisation: 1 });
    const booked = (await trial.book(samira, session.id, trial.organisationOf(samira))).body;
    const waiting = (await trial.book(uma, session.id, trial.organisationOf(uma))).body;
    const cancel = (as = tom) =>
      trial.service.request('POST', `/v1/sessions/${session.id}/cancel`, {
        ...{ as, version: session.version, body: { reason: 'The trainer is ill.' } },
      });
    expect((await cancel(samira)).status).toBe(403);
    expect((await cancel()).body).toMatchObject({ state: 'cancelled', placesFree: 1 });
    expect(await trial.said(session.id)).toEqual(['scheduled', 'cancelled']);
    expect(await trial.said(booked.id)).toEqual(['confirmed', 'cancelled']);
    expect(await trial.said(waiting.id)).toEqual(['waitlisted', 'cancelled']);
    expect((await trial.book(uma, session.id, trial.organisationOf(uma))).body.code).toBe(
      'session-cancelled',
    );
  });

  it('shows a member who joined a moment ago their bookings before the news has arrived', async () => {
    const { id } = await trial.session();
    const tariq = member('tariq');
    const organisation = trial.organisationOf(tariq);
    await trial.book(tom, id, organisation);
    const path = `/v1/bookings?organisationId=${organisation}`;
    expect((await trial.service.request('GET', path, { as: tariq })).body.items).toHaveLength(1);
  });
});
