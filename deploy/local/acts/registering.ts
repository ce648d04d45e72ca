import type { organisationsApi } from '@commissioning/schemas';
import type { Acting } from './client';

/** What an organisation says of itself; lists may be constants. */
export type Registration = Omit<
  organisationsApi.NewOrganisation,
  'identifiers' | 'wardsServed' | 'equalityFocus' | 'contactEmail'
> & {
  readonly wardsServed: readonly string[];
  readonly equalityFocus: readonly string[];
};

/** A member of the public registers an organisation and acts for it from then on. */
export const register = (
  person: Acting,
  organisation: Registration,
): Promise<organisationsApi.RegisteredOrganisation> =>
  person.post('organisations', '/v1/organisations', { identifiers: [], ...organisation });
