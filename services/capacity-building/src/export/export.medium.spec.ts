import { parse } from 'csv-parse/sync';
import { samira, startTrial, tom, type Trial } from '../../test/given';

describe('the files of training', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const file = (name: string, as = tom) => trial.service.request('GET', `/v1/exports/${name}`, { as });
  const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true });

  it('hold every booking, and every place with who came', async () => {
    const { id } = await trial.session();
    const organisation = trial.organisationOf(samira);
    await trial.registered(organisation, { name: 'Bow, Youth' });
    const booked = (await trial.book(samira, id, organisation, 2, { names: ['=HYPERLINK("x")'] })).body;
    await trial.book(samira, id, trial.organisationOf(samira), 4);
    const bookings = await file('bookings.csv');
    expect(bookings.headers['content-type']).toContain('text/csv');
    expect(bookings.headers['content-disposition']).toContain('bookings.csv');
    expect(rowsOf(bookings.body)).toMatchObject([
      { booking: booked.id, organisationName: 'Bow, Youth', state: 'booked', places: '2' },
      { state: 'waiting', places: '4' },
    ]);
    trial.service.clock.moveTo('2026-12-01T11:00:00Z');
    await trial.press(tom, booked, 'attendance', { people: [{ place: 1, attendance: 'attended' }] });
    const attendance = rowsOf((await file('attendance.csv')).body);
    expect(attendance).toMatchObject([
      { place: '1', attendance: 'attended' },
      { place: '2', attendance: '' },
    ]);
    // Text that a spreadsheet would otherwise run as a formula.
    expect(attendance[0]?.['name']).toBe('\'=HYPERLINK("x")');
    expect(rowsOf((await file('bookings.csv?from=2026-12-02')).body)).toEqual([]);
    expect(rowsOf((await file(`bookings.csv?sessionId=${id}`)).body)).toHaveLength(2);
    expect(rowsOf((await file(`bookings.csv?sessionId=${organisation}`)).body)).toEqual([]);
  });

  it('are for coordinators', async () => {
    expect((await file('bookings.csv', samira)).status).toBe(403);
    expect((await file('attendance.csv', samira)).status).toBe(403);
    expect((await file('bookings.csv?from=yesterday')).status).toBe(400);
  });
});
