import { samira, startTrial, tom, type Trial, uma } from '../../test/given';
import { OfferSweep } from './offer.sweep';

describe('the waiting list', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));

  const sweep = () => trial.service.app.get(OfferSweep).sweep();
  const booked = async (sessionId: string, places: number) =>
    (await trial.book(samira, sessionId, trial.organisationOf(samira), places)).body;
  const full = async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    return { id, holder: await booked(id, 3), other: await booked(id, 1) };
  };

  it('takes a whole party when there is not room for all of it', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    await booked(id, 3);
    const party = await booked(id, 2);
    expect(party).toMatchObject({ state: 'waiting', partiesBefore: 0 });
    expect(await trial.said(party.id)).toEqual(['waitlisted']);
    expect((await trial.service.request('GET', `/v1/sessions/${id}`)).body).toMatchObject({
      ...{ placesFree: 1, partiesWaiting: 1 },
    });
  });

  it('offers cancelled places to the first party that fits, at once and for two working days', async () => {
    const { id, holder } = await full();
    const [first, second] = [await booked(id, 2), await booked(id, 1)];
    expect((await trial.press(samira, holder, 'cancel')).body.state).toBe('cancelled');
    expect(await trial.read(first.id)).toMatchObject({
      state: 'offered',
      offeredUntil: '2026-11-04T10:00:00.000Z',
    });
    expect(await trial.read(second.id)).toMatchObject({ state: 'offered' });
    expect(await trial.placesHeld(id)).toBe(4);
    const offer = (await trial.service.emitted()).find(
      ({ subject, type }) => subject === first.id && /offered/.test(type),
    );
    expect(offer?.fact).toMatchObject({ places: 2, expiresAt: '2026-11-04T10:00:00.000Z' });
  });

  it('lets a small party pass a large one three times, then holds what is freed for the large one', async () => {
    const { id } = await trial.session({ capacity: 4, capPerOrganisation: 4 });
    const places = [await booked(id, 1), await booked(id, 1), await booked(id, 1), await booked(id, 1)];
    const large = await booked(id, 2);
    const small = [await booked(id, 1), await booked(id, 1), await booked(id, 1), await booked(id, 1)];
    const states = async () =>
      Promise.all(small.map(async ({ id: booking }) => (await trial.read(booking)).state));
    for (const held of places.slice(0, 3)) await trial.press(samira, held, 'cancel');
    expect(await states()).toEqual(['offered', 'offered', 'offered', 'waiting']);
    await trial.press(samira, places[3], 'cancel');
    expect(await states()).toEqual(['offered', 'offered', 'offered', 'waiting']);
    expect((await booked(id, 1)).state).toBe('waiting');
    await trial.press(samira, await trial.read(small[0].id), 'cancel');
    expect((await trial.read(large.id)).state).toBe('offered');
  });

  it('gives the places to whoever accepts in time', async () => {
    const { id, holder } = await full();
    const party = await booked(id, 3);
    await trial.press(samira, holder, 'cancel');
    const offered = await trial.read(party.id);
    trial.service.clock.moveTo('2026-11-04T09:59:59.999Z');
    const presses = await Promise.all([
      trial.press(samira, offered, 'accept'),
      trial.press(samira, offered, 'accept'),
    ]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    expect(await trial.said(party.id)).toEqual(['waitlisted', 'offered', 'confirmed']);
  });

  it('does not give them to whoever accepts too late, even before the sweep', async () => {
    const { id, holder } = await full();
    const party = await booked(id, 3);
    await trial.press(samira, holder, 'cancel');
    const offered = await trial.read(party.id);
    trial.service.clock.moveTo('2026-11-04T10:00:00Z');
    expect((await trial.press(samira, offered, 'accept')).body.code).toBe('offer-expired');
  });

  it('ends an offer that nobody took, and offers the places on', async () => {
    const { id, holder } = await full();
    const [first, second] = [await booked(id, 3), await booked(id, 3)];
    await trial.press(samira, holder, 'cancel');
    trial.service.clock.moveTo('2026-11-04T09:59:59Z');
    await sweep();
    expect((await trial.read(first.id)).state).toBe('offered');
    trial.service.clock.moveTo('2026-11-04T10:00:00Z');
    await Promise.all([sweep(), sweep()]);
    expect(await trial.said(first.id)).toEqual(['waitlisted', 'offered', 'offer-expired']);
    expect(await trial.said(second.id)).toEqual(['waitlisted', 'offered']);
    expect(await trial.placesHeld(id)).toBe(4);
  });

  it('can always be left, and a declined offer goes on to the next', async () => {
    const { id, holder } = await full();
    const [first, second, third] = [await booked(id, 3), await booked(id, 3), await booked(id, 3)];
    expect((await trial.press(samira, second, 'cancel')).body.state).toBe('cancelled');
    await trial.press(samira, holder, 'cancel');
    await trial.press(samira, await trial.read(first.id), 'cancel');
    expect(await trial.said(second.id)).toEqual(['waitlisted', 'cancelled']);
    expect((await trial.read(third.id)).state).toBe('offered');
    expect((await trial.press(samira, await trial.read(first.id), 'cancel')).body.code).toBe(
      'booking-is-over',
    );
  });

  it('cannot be jumped by somebody new while a party that would fit waits', async () => {
    const { id, holder } = await full();
    const waiting = await booked(id, 3);
    const [cancelled, newcomer] = await Promise.all([
      trial.press(samira, holder, 'cancel'),
      trial.book(uma, id, trial.organisationOf(uma), 3),
    ]);
    expect([cancelled.status, newcomer.status]).toEqual([200, 201]);
    expect((await trial.read(waiting.id)).state).toBe('offered');
    expect((await trial.read(newcomer.body.id)).state).toBe('waiting');
  });

  it('tells coordinators and each organisation where it stands', async () => {
    const { id } = await full();
    await booked(id, 1);
    const last = await booked(id, 1);
    const { body } = await trial.service.request('GET', `/v1/sessions/${id}/bookings`, { as: tom });
    const waiting = body.items.filter(({ state }: { state: string }) => state === 'waiting');
    expect(waiting.map(({ partiesBefore }: { partiesBefore: number }) => partiesBefore)).toEqual([0, 1]);
    expect((await trial.read(last.id)).partiesBefore).toBe(1);
  });
});
