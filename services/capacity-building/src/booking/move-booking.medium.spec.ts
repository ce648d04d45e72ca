import { samira, startTrial, type Trial, uma } from '../../test/given';

describe('moving to another session', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));

  const twoDates = async (more = {}) => {
    const first = await trial.session({ capacity: 2, capPerOrganisation: 2 });
    const { courseId } = first;
    const times = { startsAt: '2026-12-08T10:00:00Z', endsAt: '2026-12-08T13:00:00Z' };
    return { first, second: await trial.session({ courseId, ...times, ...more }) };
  };
  const move = (booking: { id: string; version: number }, sessionId: string, as = samira) =>
    trial.press(as, booking, 'move', { sessionId });

  it('takes the party with its people, and the places that it leaves are offered on', async () => {
    const { first, second } = await twoDates();
    const booked = (
      await trial.book(samira, first.id, trial.organisationOf(samira), 2, { names: ['Ayesha', 'Bo'] })
    ).body;
    const waiting = (await trial.book(uma, first.id, trial.organisationOf(uma), 2)).body;
    const { body } = await move(booked, second.id);
    expect(body).toMatchObject({ sessionId: second.id, state: 'booked', movedFrom: booked.id });
    expect(body.people.map(({ name }: { name: string }) => name)).toEqual(['Ayesha', 'Bo']);
    expect(await trial.read(booked.id)).toMatchObject({
      state: 'cancelled',
      because: 'moved',
      movedTo: body.id,
    });
    expect((await trial.read(waiting.id)).state).toBe('offered');
    expect(await trial.said(booked.id)).toEqual(['confirmed', 'cancelled', 'moved']);
    expect((await move(await trial.read(booked.id), second.id)).body.code).toBe('booking-moved');
  });

  it('leaves everything as it was when there is not room for the whole party', async () => {
    const { first, second } = await twoDates({ capacity: 1, capPerOrganisation: 1 });
    const booked = (await trial.book(samira, first.id, trial.organisationOf(samira), 1)).body;
    await trial.book(uma, second.id, trial.organisationOf(uma), 1);
    expect((await move(booked, second.id)).body.code).toBe('no-room-to-move');
    expect(await trial.read(booked.id)).toMatchObject({ state: 'booked', version: booked.version });
    expect(await trial.said(booked.id)).toEqual(['confirmed']);
  });

  it('is possible after the session itself was cancelled, for whoever asks', async () => {
    const { first, second } = await twoDates();
    const booked = (await trial.book(samira, first.id, trial.organisationOf(samira), 2)).body;
    await trial.desk(first.id, 'POST cancel', { reason: 'The trainer is ill.' });
    const cancelled = await trial.read(booked.id);
    expect(cancelled).toMatchObject({ state: 'cancelled', because: 'session-cancelled' });
    expect((await move(cancelled, second.id, uma)).status).toBe(404);
    expect((await move(cancelled, second.id)).body).toMatchObject({ state: 'booked', places: 2 });
  });

  it('goes to a session of the same course only', async () => {
    const { first } = await twoDates();
    const other = await trial.session();
    const booked = (await trial.book(samira, first.id, trial.organisationOf(samira), 1)).body;
    expect((await move(booked, other.id)).body.code).toBe('not-the-same-course');
  });

  it('in opposite directions at the same moment holds nobody up', async () => {
    const { first, second } = await twoDates({ capacity: 3, capPerOrganisation: 3 });
    const there = (await trial.book(samira, first.id, trial.organisationOf(samira), 1)).body;
    const here = (await trial.book(uma, second.id, trial.organisationOf(uma), 1)).body;
    const answers = await Promise.all([move(there, second.id), move(here, first.id, uma)]);
    expect(answers.map(({ body }) => body.state)).toEqual(['booked', 'booked']);
  });
});
