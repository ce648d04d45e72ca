import type { capacityBuildingApi, organisationsApi } from '@commissioning/schemas';
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
  return audience === 'external'
    ? { whose: 'organisation', choices: await organisationsFor(api, visitor) }
    : { whose: 'team', choices: await teams(api, visitor) };
}

/** The name of one of them, without asking for all. */
export async function bookerCalled(
  api: ServiceApi,
  visitor: Visitor,
  audience: capacityBuildingApi.Audience,
  id: string,
): Promise<string> {
  const found =
    audience === 'external'
      ? await api.find<organisationsApi.Organisation>(
          'organisations',
          `/v1/organisations/${encodeURIComponent(id)}`,
          visitor,
        )
      : (await teams(api, visitor)).find((team) => team.id === id);
  return found?.name ?? 'Not known';
}

async function teams(api: ServiceApi, visitor: Visitor): Promise<capacityBuildingApi.Team[]> {
  const path = '/v1/teams';
  return (await api.get<{ items: capacityBuildingApi.Team[] }>('capacity-building', path, visitor)).items;
}
