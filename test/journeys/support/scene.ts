import type { tenderingApi } from '@commissioning/schemas';
import { towerHamlets2021 } from '../../../analytics/src/needs-data/tower-hamlets-2021';
import { approve, propose, screen } from '../../../deploy/local/acts/approving';
import { draftTender, publishTender } from '../../../deploy/local/acts/tendering';
import type { Cycle } from './cycle';
import { CRITERIA, THEME } from './words';

/** When the bids of the scene are due. */
export const CLOSES = '2027-02-01T12:00:00Z';

/** Published needs and a tender that is open, as other people leave them to the bidders; done through the APIs. */
export async function somethingToBidFor(cycle: Cycle): Promise<tenderingApi.Tender> {
  const manager = cycle.as('priya-programme-manager');
  await manager.post('analytics', '/v1/needs/versions', towerHamlets2021);
  const programme = await manager.post('programme', '/v1/programmes', {
    ...{ title: 'Community Commissioning', aim: 'Outcomes co-produced within the community.' },
    ...{ startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 300_000_000 },
  });
  const { theme, screeningId } = await propose(cycle.approvers, { ...THEME, programmeId: programme.id });
  await screen(cycle.as('kemi-equality-officer'), screeningId, 'Workshop records and needs data.');
  cycle.theme = await approve(cycle.approvers, theme.id, {
    dueRegard: 'I have read the screening and weighed who may be left out, small organisations first.',
    reasons: 'The need is evidenced in every ward and nothing else covers it.',
  });
  const anna = cycle.as('anna-commissioner');
  const terms = { closesAt: CLOSES, mostAwards: 2, serviceEndsOn: '2029-05-31' };
  const draft = await draftTender(anna, { themeId: theme.id, ...terms, criteria: CRITERIA });
  return publishTender(anna, draft);
}

/** The names of wards by code, as the published needs data has them. */
export async function wardNames({ j }: Cycle): Promise<ReadonlyMap<string, string>> {
  const { wards } = await j.nobody.get<{ wards: { code: string; name: string }[] }>('analytics', '/v1/needs');
  return new Map(wards.map(({ code, name }) => [code, name]));
}
