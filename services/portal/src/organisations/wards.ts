import type { analyticsApi } from '@commissioning/schemas';
import { ApiProblem, type ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';

/** A ward as people know it and as data does. */
export interface Ward {
  readonly code: string;
  readonly name: string;
}

/**
 * The council's wards by name, from the published needs data. Empty while none are published or analytics is away:
 * a form then asks for codes, so that nobody is kept from registering.
 */
export async function wardsOf(api: ServiceApi, visitor: Visitor): Promise<Ward[]> {
  const needs = await api
    .find<analyticsApi.NeedsData>('analytics', '/v1/needs', visitor)
    .catch((error: unknown) => {
      if (error instanceof ApiProblem && error.problem.status >= 500) return undefined;
      throw error;
    });
  return (needs?.wards ?? [])
    .map(({ code, name }) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name, 'en-GB'));
}

/** The name of a ward, or its code where no name is known. */
export const wardName = (wards: readonly Ward[], code: string): string =>
  wards.find((ward) => ward.code === code)?.name ?? code;
