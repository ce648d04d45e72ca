import type { programmeApi } from '@commissioning/schemas';
import { towerHamlets2021 } from '../../../analytics/src/needs-data/tower-hamlets-2021';
import type { Acting } from '../acts/client';
import { AREAS, DEFINITIONS, WORKSHOPS } from './workshops';

const BECAUSE = { decidedBy: 'Mayor in Cabinet, 20 March 2018' };

/** Needs data, the programme, and what 2018 gave it: areas, priorities, workshops and answers. */
export async function begin(manager: Acting): Promise<programmeApi.Programme> {
  await manager.post('analytics', '/v1/needs/versions', towerHamlets2021);
  const programme = await manager.post<programmeApi.Programme>('programme', '/v1/programmes', {
    title: 'Community Commissioning',
    aim: 'Services that are agreed with the people and organisations of the borough, judged by what changes for residents, and open to small organisations that know their place.',
    ...{ startsOn: '2025-04-01', endsOn: '2029-03-31', budgetPence: 1_200_000_000 },
  });
  const areas = await framework(manager, programme.id);
  for (const { workshop, notes } of WORKSHOPS) {
    const held = await manager.post<programmeApi.Workshop>('programme', '/v1/workshops', {
      programmeId: programme.id,
      ...workshop,
    });
    const items = notes.map(({ text, area }) => ({ text, areaIds: [areas.get(area)].filter(Boolean) }));
    await manager.post('programme', `/v1/workshops/${held.id}/contributions`, { items });
    const { items: said } = await manager.get<{ items: programmeApi.Contribution[] }>(
      'programme',
      `/v1/contributions?workshopId=${held.id}&limit=200`,
    );
    for (const { text, answer } of notes) {
      const contribution = said.find((one) => one.text === text);
      if (!answer || !contribution) continue;
      const [response, words] = answer;
      await manager.post('programme', '/v1/answers', {
        contributionIds: [contribution.id],
        response,
        answer: words,
      });
    }
  }
  return programme;
}

/** The framework of 2018, published; resolves to area ids by title. */
async function framework(manager: Acting, programmeId: string): Promise<Map<string, string>> {
  const opened = await manager.post<programmeApi.Framework>('programme', '/v1/frameworks', { programmeId });
  const change = {
    change: 'add',
    into: AREAS.map(([title, kind, priority]) => ({
      ...{ title, kind, standing: priority ? 'priority' : 'listed' },
      ...(DEFINITIONS[title] && { definition: DEFINITIONS[title] }),
    })),
    reason: 'The priorities and outcome areas that came out of the workshops of January 2018.',
    source: 'Cabinet report of 20 March 2018, 3.22 and 3.24',
    ...BECAUSE,
  };
  const changed = await manager.post<programmeApi.Framework>(
    'programme',
    `/v1/frameworks/${opened.id}/changes`,
    change,
    { version: opened.version },
  );
  await manager.post('programme', `/v1/frameworks/${opened.id}/publish`, undefined, {
    version: changed.version,
  });
  return new Map(changed.areas.map(({ id, title }) => [title, id]));
}
