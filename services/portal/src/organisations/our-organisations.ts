import type { organisationsApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';

/** The organisations for which the visitor acts, in the order in which they joined; none for nobody. */
export async function ourOrganisations(
  api: ServiceApi,
  visitor: Visitor,
): Promise<organisationsApi.Organisation[]> {
  if (!visitor.actor) return [];
  const { organisationIds } = await api.get<organisationsApi.MembershipsOfPerson>(
    'organisations',
    `/v1/memberships/${encodeURIComponent(visitor.actor.id)}`,
    visitor,
  );
  return Promise.all(
    organisationIds.map((id) =>
      api.get<organisationsApi.Organisation>('organisations', `/v1/organisations/${id}`, visitor),
    ),
  );
}
