import {
  decisionTaken,
  evaluationAwarded,
  type EventDefinition,
  type FactOf,
  organisationRegistered,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';

/** What a test of this service is driven by, as the tests start it. */
interface Driven {
  deliver<Event extends EventDefinition<any>>(event: Event, fact: FactOf<Event>): Promise<void>;
  request(
    method: 'GET' | 'POST' | 'PUT',
    path: string,
    options: { as?: { id: string }; body?: unknown; version?: number },
  ): Promise<{ status: number; body: any }>;
}

/** Anything that is changed under its version. */
export interface Versioned {
  readonly id: string;
  readonly version: number;
}

export const LIMEHOUSE = 'E05009326';
export const reach = { wards: [{ ward: LIMEHOUSE, people: 120 }], groups: [] };
export const indicator = {
  ...{ indicatorId: uuidv7(), outcomeId: uuidv7(), outcome: 'Reducing poverty' },
  ...{ title: 'Residents with a better financial position', target: 400, unit: 'residents' },
};

/** Somebody presses a button: `press('returns/:id/submit', draft, samira)`. */
export const presser =
  (contracts: Driven) =>
  (what: string, on: Versioned, as: { id: string }, body?: object): Promise<{ status: number; body: any }> =>
    contracts.request('POST', `/v1/${what.replace(':id', on.id)}`, { as, version: on.version, body });

/** The register tells of an organisation. */
export const registered = (
  contracts: Driven,
  organisationId: string,
  name: string,
  small: boolean,
): Promise<void> =>
  contracts.deliver(organisationRegistered, {
    ...{ organisationId, name, small, identifiers: [{ scheme: 'LOCAL', id: 'L000001' }] },
    ...{ legalForm: 'Charitable trust', homeWard: LIMEHOUSE, wardsServed: [LIMEHOUSE], equalityFocus: [] },
  });

/** The set that every award here is of. */
const SET = 'a'.repeat(64);

/** The decision maker decides about an evaluation's set; scrutiny may call it in until 19 January 2027. */
export async function decided(
  contracts: Driven,
  evaluationId: string = uuidv7(),
  more: Partial<FactOf<typeof decisionTaken>> = {},
): Promise<{ evaluationId: string; decisionId: string }> {
  const decisionId = uuidv7();
  await contracts.deliver(decisionTaken, {
    ...{
      decisionId,
      subject: 'award',
      subjectId: evaluationId,
      setHash: SET,
      outcome: 'approved',
      key: false,
    },
    ...{ decidedBy: uuidv7(), decidedAt: '2027-01-12T10:00:00Z', callInEndsOn: '2027-01-19' },
    ...{ dueRegard: 'I have read the equality check.', reasons: 'The bids rank best.' },
    ...more,
  });
  return { evaluationId, decisionId };
}

/** An award of a year or more arrives, on a decision of its own where none is given; resolves to the id of its tender. */
export async function awarded(
  contracts: Driven,
  organisationId: string,
  more: {
    tier?: number;
    pricePence?: number;
    standstillWorkingDays?: number;
    serviceEndsOn?: string;
    decision?: { evaluationId: string; decisionId: string };
  } = {},
): Promise<string> {
  const { tier = 2, pricePence = 48_000_00, standstillWorkingDays = 8, serviceEndsOn = '2029-03-31' } = more;
  const tenderId = uuidv7();
  const { evaluationId, decisionId } = more.decision ?? (await decided(contracts));
  await contracts.deliver(evaluationAwarded, {
    ...{ evaluationId, tenderId, themeId: uuidv7(), programmeId: uuidv7(), title: 'Money advice' },
    ...{ setHash: SET, decisionId, awardedAt: '2027-01-15T10:00:00Z', tier },
    ...{ serviceStartsOn: '2027-04-01', serviceEndsOn, standstillWorkingDays, indicators: [indicator] },
    awards: [
      {
        ...{ awardId: uuidv7(), bidId: uuidv7(), organisationId, organisationName: 'As in the bid' },
        ...{ pricePence, reach },
      },
    ],
  });
  return tenderId;
}

/** A contract of a year over £4,000.03 in force: below the threshold, so without a standstill. */
export async function signed(
  contracts: Driven,
  organisationId: string,
  manager: { id: string },
): Promise<{
  id: string;
  returns: [Versioned, ...Versioned[]];
  payments: [Versioned, Versioned, ...Versioned[]];
}> {
  const tenderId = await awarded(contracts, organisationId, {
    ...{ tier: 4, pricePence: 400_003, standstillWorkingDays: 0, serviceEndsOn: '2028-03-31' },
  });
  const { body } = await contracts.request('GET', `/v1/contracts?tenderId=${tenderId}`, { as: manager });
  const [draft] = body.items as [Versioned];
  const press = presser(contracts);
  const { body: assigned } = await press('contracts/:id/assign', draft, manager, {});
  return (await press('contracts/:id/sign', assigned, manager)).body;
}
