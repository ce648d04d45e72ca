import { member } from '@commissioning/testing';
import { samira, startTrial, type Trial, uma } from '../../test/given';

describe('calendars', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const get = (path: string, as?: typeof samira) => trial.service.request('GET', `/v1/${path}`, { as });
  const open = (organisationId: string, as = samira) =>
    trial.service.request('POST', '/v1/calendar-feeds', { as, body: { organisationId } });

  it('take a booking as a file, for the organisation that has it', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 2);
    const file = await get(`bookings/${body.id}/session.ics`, samira);
    expect(file.headers['content-type']).toContain('text/calendar');
    expect(file.body).toMatch(/UID:.*\r\n[^]*DTSTART:20261201T100000Z/);
    expect((await get(`bookings/${body.id}/session.ics`, uma)).status).toBe(404);
  });

  it('take every date of a series, each as an entry of its own', async () => {
    const furtherDates = [{ startsAt: '2026-12-08T10:00:00Z', endsAt: '2026-12-08T13:00:00Z' }];
    const { id } = await trial.session({ furtherDates });
    const { body } = await trial.book(samira, id, trial.organisationOf(samira));
    const file: string = (await get(`bookings/${body.id}/session.ics`, samira)).body;
    expect(file.match(/DTSTART:\d+T\d+Z/g)).toEqual(['DTSTART:20261201T100000Z', 'DTSTART:20261208T100000Z']);
    expect(new Set(file.replace(/\r\n /g, '').match(/^UID:.*$/gm)).size).toBe(2);
  });

  it('do not take what is only waited for', async () => {
    const { id } = await trial.session();
    await trial.book(samira, id, trial.organisationOf(samira), 4);
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 1);
    expect((await get(`bookings/${body.id}/session.ics`, samira)).body.code).toBe('calendar-needs-a-booking');
  });

  it('follow a feed with what is booked, without signing in and without names', async () => {
    const organisation = trial.organisationOf(samira);
    const first = await trial.session({ venue: 'Library' });
    await trial.book(samira, first.id, organisation, 1, { names: ['Zebedee Quill'] });
    const other = await trial.session({ venue: 'Elsewhere' });
    await trial.book(samira, other.id, trial.organisationOf(samira));
    const { body: feed } = await open(organisation);
    const read = await get(`feeds/${feed.token}`);
    expect(read.status).toBe(200);
    expect(read.body).toContain('LOCATION:Library');
    expect(read.body).not.toMatch(/Elsewhere|Quill/);
  });

  it('are closed to a token that is wrong or revoked, for ever', async () => {
    const organisation = trial.organisationOf(samira);
    const { body: feed } = await open(organisation);
    expect((await get(`feeds/${'A'.repeat(43)}`)).status).toBe(404);
    expect((await get('feeds/short')).status).toBe(400);
    const revoke = (as: typeof samira) =>
      trial.service.request('POST', `/v1/calendar-feeds/${feed.id}/revoke`, { as });
    expect((await revoke(uma)).status).toBe(404);
    expect((await get(`feeds/${feed.token}`)).status).toBe(200);
    expect((await revoke(samira)).body.revokedAt).toBeDefined();
    expect((await get(`feeds/${feed.token}`)).status).toBe(404);
  });

  it('are shared by members, and the token is told once and kept nowhere', async () => {
    const organisation = trial.organisationOf(samira);
    expect((await open(organisation, member('vera'))).status).toBe(403);
    const { body: feed } = await open(organisation);
    const { body: list } = await get(`calendar-feeds?organisationId=${organisation}`, samira);
    expect(list.items).toHaveLength(1);
    expect(JSON.stringify(list)).not.toContain(feed.token);
    const rows = await trial.rows('SELECT * FROM calendar_feed');
    expect(
      JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(feed.token);
  });
});
