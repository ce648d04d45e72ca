import type { capacityBuildingApi } from '@commissioning/schemas';
import { formatDay } from '../pages/format';
import { ApiProblem, type ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';
import type { Need } from './needs-form';

/** By when each kind should be asked for before a session, in words by kind. */
export async function termsOf(
  api: ServiceApi,
  visitor: Visitor,
  sessionId: string,
): Promise<Record<string, string>> {
  const { items } = await api.get<capacityBuildingApi.AdjustmentTerms>(
    'capacity-building',
    `/v1/sessions/${sessionId}/adjustment-terms`,
    visitor,
  );
  return Object.fromEntries(
    items.map(({ kind, askBy, late, leadWorkingDays }) => [
      kind,
      late
        ? `Suppliers usually need ${leadWorkingDays} working days, which is more than is left. We try all the same.`
        : `Ask by ${formatDay(askBy)}`,
    ]),
  );
}

/** How far what somebody asked for has come, as the person sees it. */
export const ASKED: Readonly<Record<capacityBuildingApi.AdjustmentState, { text: string; classes: string }>> =
  {
    requested: { text: 'We are looking', classes: 'govuk-tag--blue' },
    sourced: { text: 'Found, not yet certain', classes: 'govuk-tag--yellow' },
    confirmed: { text: 'Arranged', classes: 'govuk-tag--green' },
    'cannot-meet': { text: 'We cannot arrange it', classes: 'govuk-tag--red' },
    withdrawn: { text: 'No longer needed', classes: 'govuk-tag--grey' },
  };

/** A need that the service refused, and why. */
export interface Refused {
  readonly need: Need;
  readonly text: string;
}

/** Asks for each need of a booking on its own, so that one that is refused does not stop the others. */
export async function askFor(
  api: ServiceApi,
  visitor: Visitor,
  bookingId: string,
  needs: readonly Need[],
  key: string,
): Promise<Refused[]> {
  const refused: Refused[] = [];
  for (const need of needs) {
    const { kind } = need;
    try {
      await api.post('capacity-building', '/v1/adjustments', visitor, {
        body: { bookingId, ...need },
        key: `${key}-${kind}`,
      });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      refused.push({ need, text: error.problem.detail });
    }
  }
  return refused;
}
