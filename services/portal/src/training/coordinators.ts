import type { organisationsApi } from '@commissioning/schemas';
import { ourOrganisations } from '../organisations/our-organisations';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';

const AT_A_TIME = 200;

export const isCoordinator = (visitor: Visitor): boolean =>
  visitor.actor?.roles.includes('training-coordinator') ?? false;

/** Anybody who works for the council: the internal programme is for them. */
export const isOfficer = (visitor: Visitor): boolean => (visitor.actor?.roles.length ?? 0) > 0;

/** Members act for their own organisations; a coordinator for any, by name. */
export async function organisationsFor(
  api: ServiceApi,
  visitor: Visitor,
): Promise<organisationsApi.Organisation[]> {
  if (!isCoordinator(visitor)) return ourOrganisations(api, visitor);
  const all: organisationsApi.Organisation[] = [];
  let next: string | undefined = '';
  while (next !== undefined) {
    const path: string = `/v1/organisations?limit=${AT_A_TIME}${next && `&cursor=${encodeURIComponent(next)}`}`;
    const { items, nextCursor } = await api.get<organisationsApi.OrganisationList>(
      'organisations',
      path,
      visitor,
    );
    all.push(...items);
    next = nextCursor;
  }
  return all.sort((a, b) => a.name.localeCompare(b.name));
}
