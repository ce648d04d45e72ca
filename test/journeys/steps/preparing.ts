import type { analyticsApi, programmeApi } from '@commissioning/schemas';
import { towerHamlets2021 } from '../../../analytics/src/needs-data/tower-hamlets-2021';
import { approve, propose, screen } from '../../../deploy/local/acts/approving';
import { type Cycle, refusal } from '../support/cycle';
import { THEME } from '../support/words';

/** Steps 1 to 3: needs data, a programme, a theme from proposal to approval. */
export function preparing(cycle: Cycle): void {
  it('1. publishes needs data, so that everybody argues from the same figures', async () => {
    await cycle.as('priya-programme-manager').post('analytics', '/v1/needs/versions', towerHamlets2021);
    const needs = await cycle.j.nobody.get<analyticsApi.NeedsData>('analytics', '/v1/needs');
    expect(needs.wards).toHaveLength(20);
    expect(needs.licence).toMatch(/Open Government Licence/);
  });

  it('2–3. takes a theme through screening and a recorded decision; not before the screening', async () => {
    const manager = cycle.as('priya-programme-manager');
    const programme = await manager.post<programmeApi.Programme>('programme', '/v1/programmes', {
      ...{ title: 'Community Commissioning', aim: 'Outcomes co-produced within the community.' },
      ...{ startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 300_000_000 },
    });
    const proposed = await propose(cycle.approvers, { ...THEME, programmeId: programme.id });
    const words = {
      dueRegard: 'I have read the screening and weighed who may be left out, small organisations first.',
      reasons: 'The need is evidenced in every ward and nothing else covers it.',
    };
    const early = {
      ...{ subject: 'theme', subjectId: proposed.theme.id, outcome: 'approved', key: false, ...words },
    };
    const marcus = cycle.as('marcus-decision-maker');
    expect(await refusal(marcus, 'POST', 'programme', '/v1/decisions', early)).toBe(
      '409 decision-needs-screening',
    );
    await screen(cycle.as('kemi-equality-officer'), proposed.screeningId, 'Workshop records and needs data.');
    cycle.theme = await approve(cycle.approvers, proposed.theme.id, words);
    expect(cycle.theme.state).toBe('approved');
  });
}
