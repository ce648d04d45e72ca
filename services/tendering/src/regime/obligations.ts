import {
  contractsRegulations,
  procurementAct,
  RESERVATION_ORDER,
  RESERVATION_ORDER_FROM,
  SAVING_OF_2015,
  SUBSIDY_CONTROL,
  SUBSIDY_CONTROL_FROM,
  TRANSPARENCY_CODE,
  type Finding,
} from './law';
import { comparedValue, type Context } from './procurement';
import { inForce, PUBLICATION_THRESHOLDS } from './thresholds';

/** Above this value, not at it, a contract has key performance indicators and is itself published. */
export const KPI_VALUE_PENCE = 500_000_000n;

/** Key performance indicators that a contract above KPI_VALUE_PENCE has at least. */
export const LEAST_KPIS = 3;

/** What the Procurement Act 2023 asks of a procurement, in the order in which it falls due. */
export function obligationsUnderTheAct(context: Context): Finding[] {
  if (context.form === 'below-threshold') return belowThreshold(context);
  const isLightTouch = context.form === 'light-touch';
  return [
    act('conflicts-assessment', 'Prepare a conflicts assessment before the tender notice.', 's. 83'),
    act('tender-notice', 'Publish a tender notice on the central platform first.', 's. 21'),
    act('assessment-summaries', 'Send every assessed bidder a summary before the award notice.', 's. 50'),
    act('contract-award-notice', 'Publish a contract award notice before the contract is signed.', 's. 50'),
    ...(isLightTouch ? lightTouchDuties() : fullDuties()),
    ...valuableContract(context.valuePence, isLightTouch),
    act(
      'procurement-termination-notice',
      'If no contract is awarded, publish that as soon as practicable.',
      's. 55',
    ),
    act('contract-termination-notice', 'When the contract ends, publish that within 30 days.', 's. 80', 30),
    act('paid-in-30-days', 'Invoices are paid within 30 days; the contract says so by law.', 's. 68', 30),
  ];
}

/** What the Public Contracts Regulations 2015 asked of a procurement that began before 24 February 2025. */
export function obligationsUnderTheRegulations(context: Context): Finding[] {
  const saved: Finding = {
    code: 'stays-under-2015',
    says: 'What began before 24 February 2025 stays under the Public Contracts Regulations 2015.',
    source: SAVING_OF_2015,
  };
  return [
    saved,
    ...(context.form === 'below-threshold' ? smallUnderRegulations(context) : largeUnderRegulations(context)),
  ];
}

/** What holds for a grant, which no procurement law governs. */
export function obligationsOfAGrant(startsOn: string): Finding[] {
  const published: Finding = {
    code: 'grant-published',
    says: 'Publish the grant in the yearly list of grants to voluntary, community and social enterprise organisations.',
    source: TRANSPARENCY_CODE,
  };
  const stays: Finding = {
    code: 'grant-buys-nothing',
    says: 'A grant supports what an organisation does; as soon as it pays for services owed to the council it is a contract.',
    source: procurementAct('s. 3'),
  };
  const subsidy: Finding = {
    code: 'subsidy-control',
    says: 'Check whether the grant is a subsidy, and record why not or under which principles it is given.',
    source: SUBSIDY_CONTROL,
  };
  return startsOn >= SUBSIDY_CONTROL_FROM ? [stays, published, subsidy] : [stays, published];
}

function act(code: string, says: string, provision: string, days?: number): Finding {
  return { code, says, source: procurementAct(provision), ...(days === undefined ? {} : { days }) };
}

function regulations(code: string, says: string, provision: string, days?: number): Finding {
  return { code, says, source: contractsRegulations(provision), ...(days === undefined ? {} : { days }) };
}

function fullDuties(): Finding[] {
  return [
    act('standstill', 'Do not sign for 8 working days, counting the day of the award notice.', 's. 51(2)', 8),
    act('contract-details-notice', 'Publish the contract details within 30 days of signing.', 's. 53(1)', 30),
    act('contract-change-notice', 'Publish a change notice before a change that is not small.', 's. 75'),
    act('changes-limited', 'Changes stay within the limits for modification.', 's. 74'),
  ];
}

function lightTouchDuties(): Finding[] {
  return [
    act(
      'standstill-voluntary',
      'No standstill is due; if the notice promises one it is 8 working days or more.',
      's. 51',
      8,
    ),
    act(
      'contract-details-notice',
      'Publish the contract details within 120 days of signing.',
      's. 53(1)',
      120,
    ),
    act(
      'changes-free',
      'A light-touch contract may be changed freely; no change notice is due.',
      's. 75(6)(b)',
    ),
  ];
}

function valuableContract(valuePence: bigint, isLightTouch: boolean): Finding[] {
  if (valuePence <= KPI_VALUE_PENCE) return [];
  const days = isLightTouch ? 180 : 90;
  const copy = act(
    'contract-published',
    `Publish a copy of the contract within ${days} days of signing.`,
    's. 53(3)',
    days,
  );
  if (isLightTouch) return [copy];
  return [
    act('kpis', `Set and publish at least ${LEAST_KPIS} key performance indicators.`, 's. 52(1)'),
    act('kpis-rated', 'Rate performance against them at least once a year and publish the rating.', 's. 71'),
    copy,
  ];
}

function belowThreshold(context: Context): Finding[] {
  const { procurement, thresholds, valuePence } = context;
  const mayAskFirst = procurement.kind === 'works' && valuePence >= thresholds.suitabilityStageWorksPence;
  return [
    act(
      'small-bidders-considered',
      'Consider what keeps small bidders away, and remove it where you can.',
      's. 86',
    ),
    mayAskFirst
      ? act(
          'suitability-stage-allowed',
          'For works of this value a suitability stage may come first.',
          's. 85(3)',
        )
      : act('no-suitability-stage', 'No suitability stage may precede the tender.', 's. 85(1)'),
    ...(isPublished(context)
      ? [
          act(
            'below-threshold-tender-notice',
            'If you advertise, publish on the central platform first.',
            's. 87(1)',
          ),
          act('contract-details-notice', 'Publish the contract details as soon as practicable.', 's. 87(3)'),
        ]
      : [act('not-notifiable', 'Below the value from which notices are due.', 's. 87(4)')]),
    act('paid-in-30-days', 'Invoices are paid within 30 days; the contract says so by law.', 's. 88', 30),
    act(
      'changes-free',
      'The contract may be changed freely as long as it does not become a public contract.',
      's. 74',
    ),
    ...(context.startsOn >= RESERVATION_ORDER_FROM ? [RESERVATION_POSSIBLE] : []),
  ];
}

const RESERVATION_POSSIBLE: Finding = {
  code: 'reservation-possible',
  says: 'The competition may be reserved to the local area or the United Kingdom, decided beforehand.',
  source: RESERVATION_ORDER,
};

function smallUnderRegulations(context: Context): Finding[] {
  const { procurement, thresholds, valuePence } = context;
  const mayAskFirst = procurement.kind === 'works' && valuePence >= thresholds.suitabilityStageWorksPence;
  if (!isPublished(context)) {
    return [regulations('not-notifiable', 'Below the value from which publication was due.', 'reg. 109(2)')];
  }
  return [
    regulations(
      'advertised-on-contracts-finder',
      'If you advertise, publish on Contracts Finder.',
      'reg. 110',
    ),
    mayAskFirst
      ? regulations(
          'suitability-stage-allowed',
          'For works of this value a selection stage may come first.',
          'reg. 111',
        )
      : regulations('no-suitability-stage', 'No separate pre-qualification stage.', 'reg. 111'),
    regulations('award-published', 'Publish the award on Contracts Finder in reasonable time.', 'reg. 112'),
  ];
}

function largeUnderRegulations({ form }: Context): Finding[] {
  const isLightTouch = form === 'light-touch';
  return [
    regulations('contract-notice', 'Publish a contract notice.', isLightTouch ? 'reg. 75(1)' : 'reg. 49'),
    regulations('award-decision-notices', 'Tell every bidder the decision and the reasons.', 'reg. 86'),
    regulations(
      'standstill',
      'Do not sign before midnight at the end of the tenth day after sending it.',
      'reg. 87(2)',
      10,
    ),
    regulations(
      'contract-award-notice',
      'Publish a contract award notice within 30 days.',
      isLightTouch ? 'reg. 75(3)' : 'reg. 50(1)',
      30,
    ),
    regulations('changes-limited', 'Changes stay within the limits for modification.', 'reg. 72'),
  ];
}

function isPublished({ procurement, startsOn }: Context): boolean {
  const { pence, vat } = inForce(PUBLICATION_THRESHOLDS, startsOn);
  return comparedValue(procurement, vat) >= pence;
}
