import type { capacityBuildingApi } from '@commissioning/schemas';
import { register } from '../../../deploy/local/acts/registering';
import { attend, book, schedule } from '../../../deploy/local/acts/training';
import { type Cycle, refusal } from '../support/cycle';
import { ORGANISATIONS } from '../support/words';

const STRANGERS = [
  'farida-evaluator',
  'ines-panel-chair',
  'anna-commissioner',
  'marcus-decision-maker',
  'uma-bid-writer',
];

/** Step 4: organisations register, train and become ready to bid. */
export function training(cycle: Cycle): void {
  it('4. trains organisations until they are ready; nobody else sees who is', async () => {
    for (const [index, organisation] of ORGANISATIONS.entries()) {
      cycle.organisations.push(await register(cycle.writer(index), organisation));
    }
    const [first, second] = cycle.organisations.map(({ id }) => id) as [string, string];
    const tom = cycle.as('tom-training-coordinator');
    const session = await schedule(
      tom,
      {
        ...{ title: 'Writing your first tender', summary: 'From the notice to the upload.' },
        competencies: ['tender-process', 'evidence-of-need'],
      },
      {
        ...{ startsAt: '2026-11-10T10:00:00Z', endsAt: '2026-11-10T13:00:00Z', venue: 'Town hall' },
        ...{ ward: 'E05009335', capacity: 3, capPerOrganisation: 2 },
      },
    );
    const places = { sessionId: session.id, organisationId: first };
    const booked = await book(cycle.writer(0), { ...places, places: 2, names: ['Alim Test', 'Bea Test'] });
    const waiting = await book(cycle.writer(1), { sessionId: session.id, organisationId: second, places: 2 });
    expect([booked.state, waiting.state]).toEqual(['booked', 'waiting']);
    const bookings = '/v1/bookings';
    const another = `${bookings}/${booked.id}`;
    expect(await refusal(cycle.writer(1), 'GET', 'capacity-building', another)).toBe('404 not-found');
    const overCap = { ...places, places: 1, names: [] };
    expect(await refusal(cycle.writer(0), 'POST', 'capacity-building', bookings, overCap)).toMatch(/^409/);

    await cycle.j.clock.moveTo('2026-11-10T13:30:00Z');
    await attend(tom, booked);
    const readiness = `/v1/readiness/${first}`;
    const profile = await cycle
      .writer(0)
      .get<capacityBuildingApi.ReadinessProfile>('capacity-building', readiness);
    const learnt = profile.competencies.find(({ competency }) => competency === 'tender-process');
    expect(learnt?.attended).toBe('attended');
    for (const stranger of STRANGERS) {
      expect(await refusal(cycle.as(stranger), 'GET', 'capacity-building', readiness)).toMatch(/^(403|404)/);
    }
  });
}
