import type {
  bidOpened,
  contractPaymentApproved,
  contractSigned,
  evaluationAwarded,
  FactOf,
  returnAccepted,
} from '@commissioning/schemas';
import { ALL, type Fact, ORGANISATION, STAGES, type Stage } from './fact';
import { byReach, type Part, type Reach } from './share-out';

/** What every fact of one event has in common. */
type Head = Pick<Fact, 'event' | 'subject' | 'stage' | 'day' | 'organisation'> & Partial<Fact>;

const NOWHERE = { programme: '', theme: '', tender: '', outcome: '', indicator: '', ward: '' };

const factOf = (head: Head, part: Partial<Part> & { quantity: number }): Fact => ({
  ...NOWHERE,
  ...{ characteristic: ALL, category: ALL },
  ...head,
  ...part,
});

/** The whole quantity on its organisation. */
const onOrganisation = (head: Head, quantity: number): Fact =>
  factOf(head, { characteristic: ORGANISATION, category: head.organisation, quantity });

/** One thing of a stage: on its organisation, and shared out over whom it is to reach. */
const reaching = (head: Head, quantity: number, reach: Reach): Fact[] => [
  onOrganisation(head, quantity),
  ...byReach(quantity, reach).map((part) => factOf(head, part)),
];

/** So many more places (or fewer: a correction) of an organisation in training. Where it works, the register knows. */
export const factsOfPlaces = (
  stage: Extract<Stage, 'booking' | 'training'>,
  { bookingId, organisationId }: { bookingId: string; organisationId: string },
  difference: number,
  { id, day }: Moment,
): Fact[] =>
  difference === 0
    ? []
    : [
        onOrganisation(
          { event: id, subject: bookingId, stage, day, organisation: organisationId },
          difference,
        ),
      ];

/** Which event, and the calendar day in London that it counts on. */
export interface Moment {
  readonly id: string;
  readonly day: string;
}

export function factsOfBid(fact: FactOf<typeof bidOpened>, { id, day }: Moment): Fact[] {
  const { bidId, tenderId, organisationId } = fact;
  const head: Head = {
    event: id,
    subject: bidId,
    stage: 'bid',
    day,
    tender: tenderId,
    organisation: organisationId,
  };
  return reaching(head, STAGES.bid.scale, fact.reach);
}

export function factsOfAwards(fact: FactOf<typeof evaluationAwarded>, { id, day }: Moment): Fact[] {
  const { tenderId, themeId, programmeId } = fact;
  return fact.awards.flatMap(({ awardId, organisationId, reach }) => {
    const head: Head = {
      ...{ event: id, subject: awardId, stage: 'award', day, organisation: organisationId },
      ...{ tender: tenderId, theme: themeId, programme: programmeId },
    };
    return reaching(head, STAGES.award.scale, reach);
  });
}

export function factsOfContract(fact: FactOf<typeof contractSigned>, id: string): Fact[] {
  const { contractId, tenderId, themeId, programmeId, organisationId } = fact;
  const head: Head = {
    ...{
      event: id,
      subject: contractId,
      stage: 'contract',
      day: fact.signedOn,
      organisation: organisationId,
    },
    ...{ tender: tenderId, theme: themeId, programme: programmeId },
  };
  return reaching(head, fact.valuePence, fact.reach);
}

export function factsOfPayment(fact: FactOf<typeof contractPaymentApproved>, id: string): Fact[] {
  const { contractId, themeId, organisationId } = fact;
  const head: Head = {
    ...{ event: id, subject: contractId, stage: 'spend', day: fact.approvedOn },
    ...{ organisation: organisationId, theme: themeId },
  };
  return reaching(head, fact.amountPence, fact.reach);
}

type Observation = FactOf<typeof returnAccepted>['observations'][number];

/** Residents who were reported on and residents who improved, by ward and group, as the accepted return says. */
export function factsOfReturn(fact: FactOf<typeof returnAccepted>, id: string): Fact[] {
  const { returnId, themeId, organisationId, periodTo } = fact;
  const observations = withTotals(fact.observations);
  const facts = observations.flatMap((seen) => {
    const { ward, characteristic, category, outcomeId, indicatorId } = seen;
    const head = {
      ...{ event: id, subject: returnId, day: periodTo, organisation: organisationId, theme: themeId },
      ...{ outcome: outcomeId, indicator: indicatorId },
    };
    return (['reported', 'outcome'] as const).flatMap((stage) => {
      const quantity = stage === 'reported' ? seen.denominator : seen.numerator;
      const whole = { ...head, stage };
      const one = factOf(whole, { ward, characteristic, category, quantity });
      return characteristic === ALL ? [one, onOrganisation(whole, quantity)] : [one];
    });
  });
  return facts.filter(({ quantity }) => quantity !== 0);
}

/** Observations by group alone get their total: added up over the characteristic that covers most of the residents. */
function withTotals(observations: readonly Observation[]): Observation[] {
  const places = Map.groupBy(observations, ({ indicatorId, ward }) => `${indicatorId} ${ward}`);
  return [...places.values()].flatMap((here) => {
    if (here.some(({ characteristic }) => characteristic === ALL)) return here;
    const sums = [...Map.groupBy(here, ({ characteristic }) => characteristic).values()].map((groups) =>
      groups.reduce(
        (sum, group) => ({
          ...group,
          ...{ characteristic: ALL, category: ALL },
          numerator: sum.numerator + group.numerator,
          denominator: sum.denominator + group.denominator,
        }),
        { numerator: 0, denominator: 0 } as Observation,
      ),
    );
    return [...here, sums.reduce((most, sum) => (sum.denominator > most.denominator ? sum : most))];
  });
}
