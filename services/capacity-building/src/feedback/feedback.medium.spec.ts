import { samira, startTrial, tom, type Trial, uma } from '../../test/given';

describe('feedback', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));
  afterAll(() => trial.service.close());

  const scores = { useful: 5, clear: 4, welcoming: 5, 'more-confident': 3 };
  const give = (bookingId: string, place: number, more: object = {}, as = samira) =>
    trial.service.request('POST', '/v1/feedback', { as, body: { bookingId, place, scores, ...more } });
  const summary = async (sessionId: string) =>
    (await trial.service.request('GET', `/v1/sessions/${sessionId}/feedback`, { as: tom })).body;

  async function held(...came: string[]) {
    const { id } = await trial.session({ capacity: 20, capPerOrganisation: 20 });
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), came.length);
    trial.service.clock.moveTo('2026-12-01T13:00:00Z');
    const people = came.map((attendance, index) => ({ place: index + 1, attendance }));
    return (await trial.press(tom, body, 'attendance', { people })).body;
  }

  it('is given once for each person who came, also when two press at the same moment', async () => {
    const booking = await held('attended', 'partly', 'not');
    const presses = await Promise.all([give(booking.id, 1), give(booking.id, 1)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect((await give(booking.id, 1)).body.code).toBe('feedback-given-before');
    expect((await give(booking.id, 3)).body.code).toBe('feedback-needs-attendance');
    expect((await give(booking.id, 2, {}, uma)).status).toBe(404);
    const standing = await trial.service.request('GET', `/v1/bookings/${booking.id}/feedback`, {
      as: samira,
    });
    expect(standing.body).toMatchObject({
      closesOn: '2026-12-15',
      places: [{ standing: 'given' }, { standing: 'open' }, { standing: 'not-asked' }],
    });
  });

  it('is not shown while somebody can still add to it, so that no two readings tell one answer', async () => {
    const booking = await held(...Array<string>(9).fill('attended'));
    for (let place = 1; place <= 8; place += 1) await give(booking.id, place, { helped: `Point ${place}` });
    expect(await summary(booking.sessionId)).toMatchObject({
      state: 'not-closed',
      questions: [],
      helped: [],
    });
    trial.service.clock.moveTo('2026-12-15T23:00:00Z');
    expect((await summary(booking.sessionId)).state).toBe('not-closed');
    trial.service.clock.moveTo('2026-12-16T00:00:00Z');
    const shown = await summary(booking.sessionId);
    expect(shown).toMatchObject({ state: 'shown', attended: 9, answered: 8 });
    expect(shown.questions).toContainEqual({ question: 'clear', mean: 4 });
    expect(shown.helped.toSorted()).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((place) => `Point ${place}`));
    expect((await give(booking.id, 9)).body.code).toBe('feedback-closed');
  });

  it('of fewer than eight is not shown, neither figures nor words', async () => {
    const booking = await held(...Array<string>(7).fill('attended'));
    for (let place = 1; place <= 7; place += 1) await give(booking.id, place, { change: 'Louder, please' });
    trial.service.clock.moveTo('2026-12-16T00:00:00Z');
    const kept = await summary(booking.sessionId);
    expect(kept).toMatchObject({ state: 'too-few', attended: 7, questions: [], helped: [], change: [] });
    expect(kept.answered).toBeUndefined();
  });

  it('is kept without who gave it', async () => {
    const booking = await held('attended');
    await give(booking.id, 1, { helped: 'The glossary' });
    const [row] = await trial.rows(`SELECT * FROM feedback WHERE helped = 'The glossary'`);
    expect(JSON.stringify(row)).not.toMatch(
      new RegExp(`${booking.id}|${samira.id}|${booking.organisationId}`),
    );
    expect(Object.keys(row ?? {})).not.toContain('created_at');
  });

  it('is summed up for coordinators', async () => {
    const booking = await held('attended');
    const path = `/v1/sessions/${booking.sessionId}/feedback`;
    expect((await trial.service.request('GET', path, { as: samira })).status).toBe(403);
  });
});
