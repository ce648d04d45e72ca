import { samira, startTrial, tom, type Trial } from '../../test/given';
import { LetterSweep } from './letter.sweep';
import type { Message } from './letter.queries';

describe('letters', () => {
  let trial: Trial;
  let sent: Message[] = [];
  beforeAll(async () => {
    trial = await startTrial();
    trial.service.peers.set('POST notifications /v1/messages', (message: Message) => {
      sent.push(message);
      return { id: message.key, key: message.key };
    });
  });
  beforeEach(() => {
    sent = [];
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
  });
  afterAll(() => trial.service.close());

  const tell = () => trial.service.app.get(LetterSweep).tell();
  const remind = () => trial.service.app.get(LetterSweep).remind();
  const about = (bookingId: string) => sent.filter(({ key }) => key.startsWith(bookingId));
  const templates = (bookingId: string) => about(bookingId).map(({ template }) => template);
  const calendarOf = (message: Message | undefined): string =>
    (message?.facts as { calendar?: { content: string } }).calendar?.content ?? '';

  it('say that places are booked, once, with who comes and a calendar entry', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 2, { names: ['Ayesha'] });
    await tell();
    await tell();
    expect(templates(body.id)).toEqual(['training-booked']);
    const [letter] = about(body.id);
    expect(letter).toMatchObject({ organisationId: body.organisationId, facts: { names: ['Ayesha'] } });
    expect(calendarOf(letter)).toMatch(/METHOD:REQUEST[^]*SEQUENCE:0/);
  });

  it('say when a session was moved, and change the entry in the calendar', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira));
    await tell();
    await trial.rows(
      `UPDATE session SET venue = 'Library', version = version + 1 WHERE id = $1::uuid RETURNING 1`,
      id,
    );
    await tell();
    expect(about(body.id).at(-1)).toMatchObject({
      ...{ template: 'training-changed', facts: { venue: 'Library', before: { venue: 'Town hall' } } },
    });
    expect(calendarOf(about(body.id).at(-1))).toMatch(/METHOD:REQUEST[^]*SEQUENCE:1\r\n[^]*LOCATION:Library/);
  });

  it('give the reason for which a session was moved or places were taken back', async () => {
    const { id } = await trial.session();
    const { body: first } = await trial.book(samira, id, trial.organisationOf(samira), 2);
    const { body: last } = await trial.book(samira, id, trial.organisationOf(samira), 2);
    await tell();
    const times = { startsAt: '2026-12-02T10:00:00Z', endsAt: '2026-12-02T13:00:00Z' };
    const { bookingOpensAt, capPerOrganisation } = await trial.readSession(id);
    await trial.desk(id, 'PUT', {
      ...{ ...times, venue: 'Library', capPerOrganisation, reason: 'The hall is cold.' },
      ...{ bookingOpensAt, bookingClosesAt: times.startsAt },
    });
    await tell();
    expect(about(first.id).at(-1)).toMatchObject({
      ...{ template: 'training-changed', facts: { reason: 'The hall is cold.' } },
    });
    const plan = [{ bookingId: last.id, action: 'return-to-list' }];
    await trial.desk(id, 'PUT capacity', { capacity: 2, reason: 'A smaller room.', plan });
    sent = [];
    await tell();
    expect(about(last.id).at(-1)).toMatchObject({
      ...{ template: 'training-waiting', facts: { reason: 'A smaller room.' } },
    });
    expect(calendarOf(about(last.id).at(-1))).toContain('METHOD:CANCEL');
    expect(about(first.id)).toEqual([]);
  });

  it('tell a series with all of its dates, each with an entry in the calendar', async () => {
    const furtherDates = [{ startsAt: '2026-12-08T10:00:00Z', endsAt: '2026-12-08T12:00:00Z' }];
    const { id } = await trial.session({ furtherDates });
    const { body } = await trial.book(samira, id, trial.organisationOf(samira));
    await tell();
    const [letter] = about(body.id);
    expect(letter?.facts).toMatchObject({ furtherDates: [{ startsAt: '2026-12-08T10:00:00.000Z' }] });
    const uids = [...calendarOf(letter).matchAll(/UID:(.*)@/g)].map(([, uid]) => uid);
    expect(uids).toEqual([body.id, `${body.id}-2`]);
  });

  it('remind people at their own address, where they gave one', async () => {
    const { id } = await trial.session();
    const names = [{ name: 'Ayesha', email: 'ayesha@home.example' }, 'Bo'];
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 2, { names });
    trial.service.clock.moveTo('2026-11-27T09:00:00Z');
    await remind();
    await remind();
    expect(templates(body.id).sort()).toEqual(['training-reminder', 'training-reminder-person']);
    expect(about(body.id).find(({ template }) => template === 'training-reminder-person')).toMatchObject({
      ...{ email: 'ayesha@home.example', facts: { name: 'Ayesha' } },
    });
  });

  it('say when places were given back, take the entry out, and offer the places to who is next', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 4);
    const next = (await trial.book(samira, id, trial.organisationOf(samira), 2)).body;
    await tell();
    await trial.press(samira, body, 'cancel');
    await tell();
    expect(templates(body.id)).toEqual(['training-booked', 'training-cancelled']);
    expect(calendarOf(about(body.id)[1])).toMatch(/METHOD:CANCEL[^]*SEQUENCE:1/);
    expect(templates(next.id)).toEqual(['training-waiting', 'training-offered']);
    expect(about(next.id)[1]?.facts).toMatchObject({ expiresAt: '2026-11-04T10:00:00.000Z' });
  });

  it('say that a session does not take place', async () => {
    const session = await trial.session();
    const { body } = await trial.book(samira, session.id, trial.organisationOf(samira));
    await tell();
    await trial.service.request('POST', `/v1/sessions/${session.id}/cancel`, {
      ...{ as: tom, version: session.version, body: { reason: 'The trainer is ill.' } },
    });
    await tell();
    expect(templates(body.id)).toEqual(['training-booked', 'training-session-cancelled']);
  });

  it('remind once for each date: of names that are missing, of the session, of feedback', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 2, { names: ['Ayesha'] });
    await tell();
    for (const now of ['2026-11-24T09:00:00Z', '2026-11-24T17:00:00Z', '2026-11-27T09:00:00Z']) {
      trial.service.clock.moveTo(now);
      await remind();
    }
    expect(templates(body.id)).toEqual(['training-booked', 'training-names-needed', 'training-reminder']);
    trial.service.clock.moveTo('2026-12-01T13:00:00Z');
    await trial.press(tom, body, 'attendance', {
      people: [
        { place: 1, attendance: 'attended' },
        { place: 2, attendance: 'not' },
      ],
    });
    await remind();
    await remind();
    expect(templates(body.id).slice(3)).toEqual(['training-feedback']);
    expect(about(body.id)[3]?.facts).toMatchObject({ closesOn: '2026-12-15' });
  });

  it('warn those arranging of what is not confirmed five working days before, with a count and no more', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira));
    const need = { bookingId: body.id, kind: 'bsl', detail: 'Signs for Zebedee Quill' };
    await trial.service.request('POST', '/v1/adjustments', { as: samira, body: need });
    trial.service.clock.moveTo('2026-11-23T09:00:00Z');
    await remind();
    expect(about(id)).toEqual([]);
    trial.service.clock.moveTo('2026-11-24T09:00:00Z');
    await remind();
    await remind();
    expect(about(id)).toMatchObject([
      { template: 'training-adjustments-unconfirmed', facts: { unconfirmed: 1, cannotMeet: 0 } },
    ]);
    expect(JSON.stringify(sent)).not.toMatch(/bsl|Quill/);
  });

  it('wait while notifications is away, and forget names once they are handed over', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 1, {
      names: ['Zebedee Quill'],
    });
    const way = trial.service.peers.get('POST notifications /v1/messages');
    trial.service.peers.set('POST notifications /v1/messages', () => {
      throw new Error('notifications answered 503');
    });
    await expect(tell()).rejects.toThrow('could not be handed over');
    const kept = () =>
      trial.rows<{ facts: unknown }>('SELECT facts FROM letter WHERE about_id = $1::uuid', body.id);
    expect(JSON.stringify(await kept())).toContain('Quill');
    trial.service.peers.set('POST notifications /v1/messages', way);
    await tell();
    expect(templates(body.id)).toEqual(['training-booked']);
    expect(await kept()).toEqual([{ facts: null }]);
  });
});
