import type {
  contractSigned,
  evaluationAwarded,
  FactOf,
  organisationRegistered,
  tenderingApi,
} from '@commissioning/schemas';
import type { Frozen } from '../tender/tender';

type Award = FactOf<typeof evaluationAwarded>;
type Contract = FactOf<typeof contractSigned>;
type Organisation = FactOf<typeof organisationRegistered>;

/** Who buys, and under which prefix its processes are published. */
export interface Publisher {
  readonly id: string;
  readonly name: string;
  readonly ocidPrefix: string;
}

/** Everything public that is known of one tender. */
export interface Published {
  readonly tender: tenderingApi.Tender;
  readonly findings: Frozen;
  /** The award, once its notice is out. */
  readonly award?: Award;
  readonly contracts: readonly Contract[];
  /** The register's word on the suppliers named in the award. */
  readonly organisations: readonly Organisation[];
  /** When the newest of all this was published, ISO 8601. */
  readonly date: string;
}

/**
 * One tender as an OCDS 1.1.5 release package with one release.
 * @see https://standard.open-contracting.org/1.1/en/schema/release_package/
 */
export function releasePackage(published: Published, publisher: Publisher) {
  const { tender, date } = published;
  return {
    uri: `urn:commissioning:ocds:${ocidOf(tender, publisher)}:${tender.version}`,
    version: '1.1' as const,
    publishedDate: date,
    publisher: { name: publisher.name },
    license: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
    releases: [release(published, publisher)],
  };
}

function release(published: Published, publisher: Publisher) {
  const { tender, award, contracts, organisations, date } = published;
  const buyer = { id: publisher.id, name: publisher.name };
  return {
    ocid: ocidOf(tender, publisher),
    id: `${tender.id}-${tender.version}`,
    date,
    tag: tagsOf(published),
    initiationType: 'tender',
    language: 'en',
    parties: [
      { ...buyer, roles: ['buyer', 'procuringEntity'] },
      ...(award?.awards ?? []).map((each) => supplier(each, organisations)),
    ],
    buyer,
    tender: tenderPart(published, buyer),
    ...(award && { awards: award.awards.map((each) => awardPart(each, award)) }),
    ...(award && contracts.length > 0 && { contracts: contracts.map(contractPart) }),
  };
}

function tagsOf({ tender, award, contracts }: Published): string[] {
  if (tender.state === 'cancelled') return ['tenderCancellation'];
  return ['tender', ...(award ? ['award'] : []), ...(award && contracts.length > 0 ? ['contract'] : [])];
}

function tenderPart({ tender, findings }: Published, procuringEntity: { id: string; name: string }) {
  const { regime, proportion, formula } = findings;
  const { clarificationsUntil = tender.closesAt, publishedAt: startDate } = tender;
  return {
    id: tender.id,
    title: tender.title,
    description: tender.summary,
    status: statusOf(tender.state),
    procuringEntity,
    value: money(tender.valuePence),
    procurementMethod: 'open',
    procurementMethodDetails: `${regime.law}: ${regime.regime}`,
    mainProcurementCategory: tender.kind,
    awardCriteria: 'ratedCriteria',
    awardCriteriaDetails: [
      ...tender.criteria.map(({ title, weight }) => `${title}: ${weight} of 100.`),
      `Price: ${formula.behaviour.formula}.`,
    ].join(' '),
    submissionMethod: ['electronicSubmission'],
    submissionMethodDetails: `Expected work for one bidder: ${proportion.expectedHours} hours.`,
    tenderPeriod: { startDate, endDate: tender.closesAt },
    enquiryPeriod: { startDate, endDate: clarificationsUntil },
    ...(regime.reservation && { eligibilityCriteria: regime.reservation.says }),
    contractPeriod: period(tender.serviceStartsOn, tender.serviceEndsOn),
  };
}

const statusOf = (state: tenderingApi.TenderState): string =>
  state === 'cancelled' ? 'cancelled' : state === 'awarded' ? 'complete' : 'active';

function awardPart(each: Award['awards'][number], { awardedAt, ...award }: Award) {
  return {
    id: each.awardId,
    title: award.title,
    status: 'active',
    date: awardedAt,
    value: money(each.pricePence),
    suppliers: [{ id: partyId(each.organisationId), name: each.organisationName }],
    contractPeriod: period(award.serviceStartsOn, award.serviceEndsOn),
  };
}

const contractPart = (contract: Contract) => ({
  id: contract.contractId,
  awardID: contract.awardId,
  title: contract.title,
  status: 'active',
  period: period(contract.startsOn, contract.endsOn),
  value: money(contract.valuePence),
  dateSigned: midnight(contract.signedOn),
});

function supplier(each: Award['awards'][number], organisations: readonly Organisation[]) {
  const known = organisations.find(({ organisationId }) => organisationId === each.organisationId);
  // A local number is no identifier that anybody else could look up.
  const [first, ...others] = (known?.identifiers ?? []).filter(({ scheme }) => scheme !== 'LOCAL');
  return {
    id: partyId(each.organisationId),
    name: each.organisationName,
    ...(first && { identifier: { ...first, legalName: each.organisationName } }),
    ...(others.length > 0 && { additionalIdentifiers: others }),
    roles: ['supplier'],
    ...(known && { details: { scale: known.small ? 'small' : 'other' } }),
  };
}

const ocidOf = ({ id }: tenderingApi.Tender, { ocidPrefix }: Publisher): string => `${ocidPrefix}-${id}`;

const partyId = (organisationId: string): string => `organisation-${organisationId}`;

const money = (pence: number) => ({ amount: pence / 100, currency: 'GBP' });

const period = (from: string, until: string) => ({
  startDate: midnight(from),
  endDate: `${until}T23:59:59Z`,
});

const midnight = (date: string): string => `${date}T00:00:00Z`;
