import { member, staff } from '@commissioning/testing';
import { samira, startTrial, tom, type Trial, uma } from '../../test/given';
import { AdjustmentSweep } from './adjustment.sweep';

describe('adjustments', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  beforeEach(() => trial.service.clock.moveTo('2026-11-02T10:00:00Z'));
  afterAll(() => trial.service.close());

  const post = (path: string, as: typeof tom, body: object, version?: number) =>
    trial.service.request('POST', `/v1/${path}`, { as, body, version });
  const get = (path: string, as?: typeof tom) => trial.service.request('GET', `/v1/${path}`, { as });
  const booked = async (more: object = {}) => {
    const session = await trial.session(more as Record<string, unknown>);
    const { body } = await trial.book(samira, session.id, trial.organisationOf(samira), 2);
    return { session, booking: body };
  };
  const ask = (bookingId: string, more: object = {}, as = samira) =>
    post('adjustments', as, { bookingId, kind: 'bsl', detail: 'Signs for Zebedee Quill', place: 1, ...more });
  const lastReading = async (aggregate: string) => {
    const [entry] = await trial.rows(
      `SELECT aggregate_id, actor_id, reason, detail FROM audit.entry
       WHERE aggregate = $1 AND action = 'read' ORDER BY position DESC LIMIT 1`,
      aggregate,
    );
    return entry;
  };

  it('are asked for, given to a supplier, confirmed, and read by whoever asked', async () => {
    const { booking } = await booked();
    const asked = await ask(booking.id);
    expect(asked).toMatchObject({ status: 201, body: { state: 'requested', late: false } });
    const sourced = await post(
      `adjustments/${asked.body.id}/source`,
      tom,
      { supplier: 'Signs Ltd' },
      asked.body.version,
    );
    expect(sourced.body.state).toBe('sourced');
    const yes = await post(
      `adjustments/${asked.body.id}/confirm`,
      tom,
      { answer: 'Two interpreters come.' },
      sourced.body.version,
    );
    expect(yes.body.state).toBe('confirmed');
    const { body } = await get(`adjustments?bookingId=${booking.id}`, samira);
    expect(body.items).toMatchObject([
      {
        ...{ kind: 'bsl', detail: 'Signs for Zebedee Quill', place: 1, state: 'confirmed' },
        ...{ supplier: 'Signs Ltd', answer: 'Two interpreters come.', leadWorkingDays: 15 },
        arrangeBy: '2026-11-10',
      },
    ]);
  });

  it('that come later than a supplier usually needs say so at once, and are tried all the same', async () => {
    const { session, booking } = await booked({
      startsAt: '2026-11-10T10:00:00Z',
      endsAt: '2026-11-10T12:00:00Z',
    });
    expect((await ask(booking.id)).body).toMatchObject({ state: 'requested', late: true });
    expect((await ask(booking.id, { kind: 'travel' })).body.late).toBe(false);
    const { body } = await get(`sessions/${session.id}/adjustment-terms`);
    expect(body.items).toContainEqual({
      ...{ kind: 'bsl', leadWorkingDays: 15, askBy: '2026-10-20', late: true },
    });
    expect(body.items).toContainEqual({
      ...{ kind: 'travel', leadWorkingDays: 2, askBy: '2026-11-06', late: false },
    });
  });

  it('are read by whoever asked and by those arranging, and by nobody else', async () => {
    const { booking } = await booked();
    const wilma = member('wilma');
    trial.service.membershipOf(wilma, booking.organisationId);
    const { body: asked } = await ask(booking.id);
    expect((await get(`adjustments?bookingId=${booking.id}`, wilma)).body).toEqual({ items: [] });
    expect((await get(`adjustments?bookingId=${booking.id}`, uma)).status).toBe(404);
    expect((await get('adjustment-board', samira)).status).toBe(403);
    const both = staff('both', 'training-coordinator', 'evaluator');
    for (const path of ['adjustment-board', 'adjustment-warnings'])
      expect((await get(path, both)).status).toBe(404);
    expect((await post(`adjustments/${asked.id}/confirm`, both, {}, asked.version)).status).toBe(404);
    const { body } = await get('adjustment-board', tom);
    expect(body.items.map(({ id }: { id: string }) => id)).toContain(asked.id);
  });

  it('leave an entry of every reading, with whose they were and why', async () => {
    const { session, booking } = await booked();
    const { body: asked } = await ask(booking.id);
    await get(`adjustment-board?sessionId=${session.id}`, tom);
    await get(`adjustments?bookingId=${booking.id}`, samira);
    expect(await lastReading('adjustment-board')).toMatchObject({
      ...{ aggregate_id: session.id, actor_id: tom.id, reason: 'arranging adjustments' },
      detail: { adjustments: [asked.id] },
    });
    expect(await lastReading('booking-adjustments')).toMatchObject({
      ...{ aggregate_id: booking.id, actor_id: samira.id, detail: { adjustments: [asked.id] } },
    });
  });

  it('that are not confirmed warn before the session, with a count and no more', async () => {
    const { session, booking } = await booked();
    const { body: first } = await ask(booking.id);
    await ask(booking.id, { kind: 'childcare' });
    await post(`adjustments/${first.id}/confirm`, tom, {}, first.version);
    const warning = async () =>
      (await get('adjustment-warnings', tom)).body.items.find(
        ({ sessionId }: { sessionId: string }) => sessionId === session.id,
      );
    expect(await warning()).toMatchObject({ unconfirmed: 1, cannotMeet: 0, late: false });
    trial.service.clock.moveTo('2026-11-30T10:00:00Z');
    expect(await warning()).toMatchObject({ unconfirmed: 1, late: true });
    expect(JSON.stringify(await warning())).not.toMatch(/childcare|bsl|Quill/);
    trial.service.clock.moveTo('2026-12-01T13:00:00Z');
    expect(await warning()).toBeUndefined();
  });

  it('of a place that is given back are arranged no more, and those of the others are', async () => {
    const { session, booking } = await booked();
    const { body: first } = await ask(booking.id);
    const { body: second } = await ask(booking.id, { place: 2 });
    await trial.press(samira, booking, 'give-back', { places: [2] });
    const { body } = await get(`adjustment-board?sessionId=${session.id}`, tom);
    expect(body.items).toMatchObject([{ id: first.id, state: 'requested' }]);
    const step = await post(`adjustments/${second.id}/confirm`, tom, {}, second.version + 1);
    expect(step.body.code).toBe('adjustment-step-out-of-order');
  });

  it('that are answered are told of without a word of what they are', async () => {
    const { booking } = await booked();
    const { body: asked } = await ask(booking.id);
    const letters = () =>
      trial.rows<{ template: string; facts: object; recipient: object }>(
        `SELECT template, facts, recipient FROM letter WHERE about_id = $1::uuid AND occasion LIKE $2`,
        ...[booking.id, `${asked.id}/%`],
      );
    const source = { supplier: 'Signs Ltd' };
    const { body: sourced } = await post(`adjustments/${asked.id}/source`, tom, source, asked.version);
    expect(await letters()).toEqual([]);
    const { body: yes } = await post(
      `adjustments/${asked.id}/confirm`,
      tom,
      { answer: 'Yes.' },
      sourced.version,
    );
    await post(`adjustments/${asked.id}/refuse`, tom, { answer: 'The signer is ill.' }, yes.version);
    const written = await letters();
    expect(written).toEqual([
      ...Array.from({ length: 2 }, () =>
        expect.objectContaining({
          template: 'training-request-answered',
          recipient: { organisationId: booking.organisationId },
        }),
      ),
    ]);
    expect(JSON.stringify(written)).not.toMatch(/bsl|Quill|Signs|signer/);
  });

  it('that could not be met and are found after all say nothing of the refusal', async () => {
    const { booking } = await booked();
    const { body: asked } = await ask(booking.id);
    const no = await post(
      `adjustments/${asked.id}/refuse`,
      tom,
      { answer: 'Nobody is free.' },
      asked.version,
    );
    const found = { supplier: 'Hands Ltd' };
    const { body: sourced } = await post(`adjustments/${asked.id}/source`, tom, found, no.body.version);
    await post(`adjustments/${asked.id}/confirm`, tom, {}, sourced.version);
    const [item] = (await get(`adjustments?bookingId=${booking.id}`, samira)).body.items;
    expect(item).toMatchObject({ state: 'confirmed', supplier: 'Hands Ltd' });
    expect(item.answer).toBeUndefined();
  });

  it('of a booking that is given back are arranged no more', async () => {
    const { session, booking } = await booked();
    const { body: asked } = await ask(booking.id);
    await trial.press(samira, booking, 'cancel');
    expect((await get(`adjustment-board?sessionId=${session.id}`, tom)).body.items).toEqual([]);
    const step = await post(`adjustments/${asked.id}/confirm`, tom, {}, asked.version);
    expect(step.body.code).toBe('adjustment-needs-a-booking');
    expect((await ask(booking.id)).body.code).toBe('adjustment-needs-a-booking');
  });

  it('that are withdrawn, or whose session is long over, are forgotten; that they were asked for is not', async () => {
    const { booking } = await booked();
    const { body: first } = await ask(booking.id);
    const { body: second } = await ask(booking.id, { kind: 'captioning' });
    const states = async () => {
      const rows = await trial.rows(
        'SELECT id, state FROM adjustment WHERE booking_id = $1::uuid ORDER BY id',
        booking.id,
      );
      const needs = await trial.rows(
        'SELECT adjustment_id FROM adjustment_need n JOIN adjustment a ON a.id = n.adjustment_id WHERE a.booking_id = $1::uuid',
        booking.id,
      );
      return [rows.length, needs.length];
    };
    expect(await states()).toEqual([2, 2]);
    expect((await post(`adjustments/${first.id}/withdraw`, uma, {}, first.version)).status).toBe(404);
    await post(`adjustments/${first.id}/withdraw`, samira, {}, first.version);
    expect(await states()).toEqual([2, 1]);
    const sweep = trial.service.app.get(AdjustmentSweep);
    trial.service.clock.moveTo('2026-12-31T12:59:00Z');
    await sweep.sweep();
    expect(await states()).toEqual([2, 1]);
    trial.service.clock.moveTo('2026-12-31T13:01:00Z');
    await sweep.sweep();
    expect(await states()).toEqual([2, 0]);
    expect(second.state).toBe('requested');
  });
});
