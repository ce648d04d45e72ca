import type { organisationsApi } from '@commissioning/schemas';
import { ourOrganisations } from '../organisations/our-organisations';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';

const MOST_ORGANISATIONS = 200;

export const isCoordinator = (visitor: Visitor): boolean =>
  visitor.actor?.roles.includes('training-coordinator') ?? false;

/** Anybody who works for the council: the internal programme is for them. */
export const isOfficer = (visitor: Visitor): boolean => (visitor.actor?.roles.length ?? 0) > 0;

/** Members act for their own organisations; a coordinator for any. */
export async function organisationsFor(
  api: ServiceApi,
  visitor: Visitor,
): Promise<organisationsApi.Organisation[]> {
  if (!isCoordinator(visitor)) return ourOrganisations(api, visitor);
  const { items } = await api.get<organisationsApi.OrganisationList>(
    'organisations',
    `/v1/organisations?limit=${MOST_ORGANISATIONS}`,
    visitor,
  );
  return items;
}
