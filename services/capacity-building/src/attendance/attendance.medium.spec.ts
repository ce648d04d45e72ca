import { samira, startTrial, tom, type Trial } from '../../test/given';
import { staff } from '@commissioning/testing';
import { organisationChanged, organisationRegistered } from '@commissioning/schemas';

describe('the register of attendance', () => {
  let trial: Trial;
  beforeAll(async () => void (trial = await startTrial()));
  afterAll(() => trial.service.close());

  const register = (...attendance: string[]) => ({
    people: attendance.map((came, index) => ({ place: index + 1, attendance: came })),
  });

  it('tells how many came, never who, and keeps what is corrected', async () => {
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira), 2, {
      names: ['Ayesha Quill'],
    });
    trial.service.clock.moveTo('2026-12-01T10:00:00Z');
    const none = await trial.press(tom, body, 'attendance', register('not', 'not'));
    expect(none.body.people.map(({ attendance }: { attendance: string }) => attendance)).toEqual([
      'not',
      'not',
    ]);
    const corrected = { ...register('attended', 'partly'), reason: 'They sat at the back.' };
    await trial.press(tom, none.body, 'attendance', corrected);
    expect(await trial.said(body.id)).toEqual(['confirmed', 'not-attended', 'attended']);
    const events = (await trial.service.emitted()).filter(({ subject }) => subject === body.id);
    expect(events.at(-1)?.fact).toMatchObject({ places: 2, attended: 2 });
    expect(JSON.stringify(events)).not.toContain('Quill');
  });

  it('is kept by coordinators only', async () => {
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira));
    trial.service.clock.moveTo('2026-12-01T10:00:00Z');
    for (const as of [samira, staff('farida', 'evaluator')])
      expect((await trial.press(as, body, 'attendance', register('attended'))).status).toBe(403);
  });

  it('shows the name of an organisation as the register last wrote it', async () => {
    trial.service.clock.moveTo('2026-11-02T10:00:00Z');
    const { id } = await trial.session();
    const { body } = await trial.book(samira, id, trial.organisationOf(samira));
    const facts = {
      organisationId: body.organisationId,
      identifiers: [{ scheme: 'LOCAL' as const, id: 'L000001' }],
      ...{
        legalForm: 'Other',
        small: true,
        homeWard: 'E05009329',
        wardsServed: ['E05009329'],
        equalityFocus: [],
      },
    };
    await trial.service.deliver(organisationRegistered, { ...facts, name: 'Bow Youth' });
    await trial.service.deliver(organisationChanged, { ...facts, name: 'Bow Youth Club' });
    expect((await trial.read(body.id)).organisationName).toBe('Bow Youth Club');
  });
});
