import type { capacityBuildingApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';
import { organisationsFor } from '../training/coordinators';

/** For whom the visitor may book: organisations, or teams of the council in the internal programme. */
export interface Bookers {
  readonly whose: 'organisation' | 'team';
  readonly choices: readonly { readonly id: string; readonly name: string }[];
}

export async function bookersOf(
  api: ServiceApi,
  visitor: Visitor,
  audience: capacityBuildingApi.Audience,
): Promise<Bookers> {
  if (audience === 'external')
    return { whose: 'organisation', choices: await organisationsFor(api, visitor) };
  const { items } = await api.get<{ items: capacityBuildingApi.Team[] }>(
    'capacity-building',
    '/v1/teams',
    visitor,
  );
  return { whose: 'team', choices: items };
}
