import type { organisationsApi } from '@commissioning/schemas';
import type { Acting } from './client';

/** A member of the public registers an organisation and acts for it from then on. */
export const register = (
  person: Acting,
  organisation: Partial<organisationsApi.NewOrganisation> &
    Pick<organisationsApi.NewOrganisation, 'name' | 'legalForm' | 'homeWard' | 'annualIncomePence'> & {
      readonly wardsServed: readonly string[];
      readonly equalityFocus: readonly string[];
    },
): Promise<organisationsApi.RegisteredOrganisation> =>
  person.post('organisations', '/v1/organisations', { identifiers: [], ...organisation });
