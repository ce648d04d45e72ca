import { staff } from '@commissioning/testing';
import { samira, startTrial, tom, type Trial } from '../../test/given';

const anna = staff('anna', 'commissioner');
const ben = staff('ben', 'contract-manager');

describe('the internal programme', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const team = async (name: string) =>
    (await trial.service.request('POST', '/v1/teams', { as: tom, body: { name } })).body;
  const internalSession = async (more = {}) => {
    const body = {
      title: 'Procurement',
      summary: 'The Act.',
      competencies: ['procurement'],
      audience: 'internal',
    };
    const { id: courseId } = (await trial.service.request('POST', '/v1/courses', { as: tom, body })).body;
    return trial.session({ courseId, capPerOrganisation: 2, ...more });
  };

  it('is booked by officers for teams, with the cap, the list and the register of every session', async () => {
    const { id } = await internalSession({ capacity: 3 });
    const [children, streets] = [await team('Children’s services'), await team('Street care')];
    const booked = await trial.book(anna, id, children.id, 2, { names: ['Anna Test'] });
    expect(booked.body).toMatchObject({
      state: 'booked',
      organisationName: 'Children’s services',
      audience: 'internal',
    });
    expect((await trial.book(anna, id, children.id, 1)).body.code).toBe('organisation-cap-exceeded');
    expect((await trial.book(ben, id, streets.id, 2)).body).toMatchObject({ state: 'waiting' });
    const fact = (await trial.service.emitted()).find(({ subject }) => subject === booked.body.id)?.fact;
    expect(fact).toMatchObject({ audience: 'internal', organisationId: children.id });
  });

  it('is not for organisations, nor the external one for teams', async () => {
    const internal = await internalSession();
    const { id: teamId } = await team('Libraries');
    const external = await trial.session();
    const book = trial.book;
    expect((await book(samira, internal.id, trial.organisationOf(samira))).body.code).toBe(
      'not-for-this-audience',
    );
    expect((await book(anna, external.id, teamId)).body.code).toBe('not-for-this-audience');
    expect((await book(samira, internal.id, teamId)).status).toBe(403);
  });

  it('shows an officer their own bookings of a team, a coordinator all, a member none', async () => {
    const { id } = await internalSession();
    const { id: teamId } = await team('Parks');
    const booking = (await trial.book(anna, id, teamId, 1, { names: ['Anna Test'] })).body;
    const list = (as: typeof tom) =>
      trial.service.request('GET', `/v1/bookings?organisationId=${teamId}`, { as });
    expect((await list(anna)).body.items).toHaveLength(1);
    expect((await list(ben)).body.items).toEqual([]);
    expect((await list(tom)).body.items).toHaveLength(1);
    expect((await list(samira)).status).toBe(404);
    const read = (as: typeof tom) => trial.service.request('GET', `/v1/bookings/${booking.id}`, { as });
    expect([(await read(anna)).status, (await read(ben)).status, (await read(samira)).status]).toEqual([
      200, 404, 404,
    ]);
    expect((await trial.press(ben, booking, 'cancel')).status).toBe(404);
    expect((await trial.press(anna, booking, 'cancel')).body.state).toBe('cancelled');
  });

  it('gives an officer all that hangs on their own booking: needs, calendar, feedback; others nothing of it', async () => {
    const { id } = await internalSession();
    const { id: teamId } = await team('Highways');
    const booking = (await trial.book(anna, id, teamId, 1, { names: ['Anna Test'] })).body;
    const request = (method: 'GET' | 'POST', path: string, as: typeof tom, body?: object) =>
      trial.service.request(method, `/v1/${path}`, { as, body });
    const asked = { bookingId: booking.id, kind: 'step-free', place: 1 };
    expect((await request('POST', 'adjustments', ben, asked)).status).toBe(404);
    expect((await request('POST', 'adjustments', anna, asked)).status).toBe(201);
    const paths = [
      ...[`adjustments?bookingId=${booking.id}`, `bookings/${booking.id}/session.ics`],
      ...[`bookings/${booking.id}/feedback`, `bookings/${booking.id}/attendance`],
    ];
    for (const path of paths)
      expect([
        path,
        (await request('GET', path, anna)).status,
        (await request('GET', path, ben)).status,
      ]).toEqual([path, 200, 404]);
    const made = async (as: typeof tom) => (await request('GET', 'bookings', as)).body.items;
    expect(await made(anna)).toContainEqual(expect.objectContaining({ id: booking.id }));
    expect(await made(ben)).not.toContainEqual(expect.objectContaining({ id: booking.id }));
    expect(await made(samira)).toEqual([]);
    trial.service.clock.moveTo('2026-12-01T10:05:00Z');
    const came = { people: [{ place: 1, attendance: 'attended' }] };
    await trial.press(tom, booking, 'attendance', came);
    const certificate = { bookingId: booking.id, place: 1 };
    expect((await request('POST', 'certificates', ben, certificate)).status).toBe(404);
    const { body } = await request('POST', 'certificates', anna, certificate);
    expect(body).toMatchObject({ state: 'valid', name: 'Anna Test' });
    expect((await request('GET', `certificates/${body.reference}/document.pdf`, anna)).status).toBe(200);
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
  });

  it('keeps its materials and answers among officers', async () => {
    const { courseId } = await internalSession();
    const text = { courseId, title: 'Red lines', text: 'What we never pay.' };
    expect((await trial.service.request('POST', '/v1/materials', { as: tom, body: text })).status).toBe(201);
    const read = async (what: string, as?: typeof tom) =>
      (await trial.service.request('GET', `/v1/${what}?courseId=${courseId}`, { as })).status;
    for (const what of ['materials', 'questions'])
      expect([await read(what, anna), await read(what, samira), await read(what)]).toEqual([200, 404, 404]);
    const body = { courseId, question: 'What is it about?' };
    expect((await trial.service.request('POST', '/v1/questions', { as: samira, body })).status).toBe(404);
  });

  it('names each team once, for officers to choose from', async () => {
    await team('Housing');
    expect(await team('Housing')).toMatchObject({ code: 'team-known' });
    const read = (as: typeof tom) => trial.service.request('GET', '/v1/teams', { as });
    expect((await read(anna)).body.items.map(({ name }: { name: string }) => name)).toContain('Housing');
    expect((await read(samira)).status).toBe(403);
  });
});
