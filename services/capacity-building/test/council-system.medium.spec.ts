import { member, system } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { samira, startTrial, type Trial } from './given';

const training = system('council-training', 'training:coordinate', 'training:export');
const reports = system('council-reports', 'training:export');
const finance = system('council-finance', 'contracts:read', 'payments:read');

describe('a system of the council', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const post = (path: string, body: object, as = training, version?: number) =>
    trial.service.request('POST', path, {
      ...{ as, body, version, headers: { 'idempotency-key': uuidv7() } },
    });
  const get = (path: string, as = training) => trial.service.request('GET', path, { as });
  const whoDid = (aggregateId: string) =>
    trial.rows<{ action: string; actor: string }>(
      'SELECT action, actor_id AS actor FROM audit.entry WHERE aggregate_id = $1 ORDER BY place',
      aggregateId,
    );

  async function scheduled(audience = 'external') {
    const { body: course } = await post('/v1/courses', {
      ...{ title: 'Costing a bid', summary: 'Full cost recovery.', competencies: ['finance'], audience },
    });
    const { body: session } = await post('/v1/sessions', {
      ...{ courseId: course.id, startsAt: '2026-12-01T10:00:00Z', endsAt: '2026-12-01T13:00:00Z' },
      ...{ venue: 'Town hall', capacity: 4, capPerOrganisation: 3 },
    });
    return { course, session };
  }

  it('plans, books for any organisation, keeps the register and is named in the trail', async () => {
    const { course, session } = await scheduled();
    const organisationId = trial.organisationOf(samira);
    const booked = await post('/v1/bookings', {
      ...{ sessionId: session.id, organisationId, places: 2, names: ['Ayesha'] },
    });
    expect(booked).toMatchObject({ status: 201, body: { state: 'booked', places: 2 } });
    const { id } = booked.body;
    const people = await trial.service.request('PUT', `/v1/bookings/${id}/people`, {
      ...{ as: training, version: booked.body.version },
      body: { names: ['Ayesha', 'Idris'] },
    });
    expect(people.status).toBe(200);
    trial.service.clock.moveTo('2026-12-01T12:00:00Z');
    const recorded = await post(
      `/v1/bookings/${id}/attendance`,
      { people: [{ place: 1, attendance: 'attended' }] },
      training,
      people.body.version,
    );
    expect(recorded.status).toBe(200);
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
    for (const one of [course.id, session.id, id]) {
      const entries = await whoDid(one);
      expect(entries.length).toBeGreaterThan(0);
      expect(new Set(entries.map(({ actor }) => actor))).toEqual(new Set(['council-training']));
    }
    expect((await get(`/v1/bookings?organisationId=${organisationId}`)).body.items).toHaveLength(1);
    const file = await get('/v1/exports/attendance.csv', reports);
    expect(file.status).toBe(200);
    expect(file.body).toContain('Ayesha');
  });

  it('sees and books the internal programme, which another system does not know of', async () => {
    const { course, session } = await scheduled('internal');
    const { body: team } = await post('/v1/teams', { name: 'Housing' });
    const booked = await post('/v1/bookings', {
      ...{
        sessionId: session.id,
        organisationId: team.id,
        places: 1,
        contact: { name: 'Olive', email: 'housing@council.example' },
      },
    });
    expect(booked.status).toBe(201);
    expect((await get(`/v1/courses/${course.id}`)).status).toBe(200);
    expect((await get(`/v1/courses/${course.id}`, finance)).status).toBe(404);
    expect((await get(`/v1/sessions/${session.id}`, reports)).status).toBe(404);
  });

  it('answers questions in the words of the council', async () => {
    const { course } = await scheduled();
    const noted = await post('/v1/questions', {
      ...{ courseId: course.id, question: 'Is there parking?', answer: 'Two streets away.' },
    });
    expect(noted.status).toBe(201);
    const { body: asked } = await post(
      '/v1/questions',
      { courseId: course.id, question: 'And by bus?' },
      member('wilma'),
    );
    const answer = { answer: 'Lines 25 and 205.' };
    expect((await post(`/v1/questions/${asked.id}/answer`, answer, training, asked.version)).status).toBe(
      200,
    );
  });

  it('does nothing of this without the scope for it', async () => {
    const { session } = await scheduled();
    const booking = { sessionId: session.id, organisationId: trial.organisationOf(samira), places: 1 };
    for (const as of [reports, finance]) {
      expect(await post('/v1/bookings', booking, as)).toMatchObject({
        ...{ status: 403, body: { code: 'not-permitted' } },
      });
      expect((await get(`/v1/sessions/${session.id}/bookings`, as)).status).toBe(403);
      expect((await post('/v1/courses', {}, as)).status).toBe(403);
    }
    expect((await get('/v1/exports/bookings.csv', finance)).status).toBe(403);
    expect((await get('/v1/exports/bookings.csv', system('council-intranet'))).status).toBe(403);
  });
});
