import { organisationRegistered } from '@commissioning/schemas';
import { staff } from '@commissioning/testing';
import { samira, startTrial, tom, type Trial } from '../../test/given';

describe('the reach of training', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  async function trained(count: number, small: boolean): Promise<void> {
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
    const { id } = await trial.session({ capacity: 40 });
    const bookings = [];
    for (let n = 0; n < count; n += 1) {
      const organisationId = trial.organisationOf(samira);
      await trial.service.deliver(organisationRegistered, {
        ...{ organisationId, name: `Group ${organisationId}`, legalForm: 'Other', small },
        ...{ identifiers: [], homeWard: 'E05009317', wardsServed: ['E05009317'] },
        equalityFocus: small ? ['Disabled people'] : [],
      });
      bookings.push((await trial.book(samira, id, organisationId, 1)).body);
    }
    trial.service.clock.moveTo('2026-12-01T13:00:00Z');
    for (const booking of bookings)
      await trial.press(tom, booking, 'attendance', { people: [{ place: 1, attendance: 'attended' }] });
  }
  const read = (path: string, as = tom) => trial.service.request('GET', `/v1/${path}`, { as });

  it('counts who came in a financial year, as a page and as CSV, and protects small numbers', async () => {
    await trained(5, true);
    await trained(6, false);
    expect((await read('reach?financialYear=2026')).body).toMatchObject({
      byWard: [{ category: 'E05009317', organisations: 11, places: 11 }],
      byFocus: [{ category: 'Disabled people', organisations: 5, places: 5 }],
    });
    const { body, headers } = await read('reach.csv?financialYear=2026');
    expect(headers['content-type']).toContain('text/csv');
    expect(body).toContain('focus,Disabled people,5,5');
    expect((await read('reach?financialYear=2025')).body).toMatchObject({ byWard: [], byFocus: [] });
  });

  it('is for those who plan training and answer for equality', async () => {
    const may = ['programme-manager', 'equality-officer', 'equality-approver'] as const;
    for (const role of may)
      expect((await read('reach?financialYear=2026', staff(role, role))).status).toBe(200);
    for (const as of [samira, staff('farida', 'evaluator'), staff('anna', 'commissioner')])
      expect((await read('reach?financialYear=2026', as)).status).toBe(403);
  });
});
