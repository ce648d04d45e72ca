import type { organisationsApi, programmeApi, tenderingApi } from '@commissioning/schemas';
import { approve, propose, screen } from '../acts/approving';
import { advise, approveCheck, award, checkOf, decideAward, publishAwardNotice } from '../acts/awarding';
import type { Acting } from '../acts/client';
import { acceptReturn, contractOf, pay, report, signContract, takeOn } from '../acts/contracting';
import {
  appointPanel,
  declareNoConflicts,
  evaluationOf,
  moderate,
  recommend,
  scoreAll,
  type Panel,
} from '../acts/evaluating';
import { draftTender, openBids, publishTender, submitBid, writeBid } from '../acts/tendering';
import type { contractsApi } from '@commissioning/schemas';
import { observationsOf } from './observations';
import { memberOf } from './organisations';
import { CRITERIA, type Outline, reachOf } from './themes';

/** Who is there, and which organisations they act for. */
export interface Cast {
  as(key: string): Acting;
  readonly organisations: readonly organisationsApi.RegisteredOrganisation[];
  move(iso: string): Promise<void>;
}

const DUE_REGARD =
  'I have read the screening with its evidence and considered small organisations and disabled residents in particular.';

/** A theme from proposal to approval. */
export async function approvedTheme(cast: Cast, theme: programmeApi.NewTheme): Promise<programmeApi.Theme> {
  const by = {
    manager: cast.as('priya-programme-manager'),
    equalityOfficer: cast.as('kemi-equality-officer'),
    decisionMaker: cast.as('marcus-decision-maker'),
  };
  const { theme: proposed, screeningId } = await propose(by, theme);
  await screen(
    by.equalityOfficer,
    screeningId,
    'Needs data by ward, the workshops of January 2018 and last year’s returns.',
  );
  return approve(by, proposed.id, {
    dueRegard: DUE_REGARD,
    reasons: `${proposed.title} answers a need that is evidenced in most wards.`,
  });
}

/** A tender for the theme, published and open until the moment given. */
export async function openTender(
  cast: Cast,
  theme: programmeApi.Theme,
  closesAt: string,
  serviceEndsOn: string,
): Promise<tenderingApi.Tender> {
  const anna = cast.as('anna-commissioner');
  const terms = { closesAt, serviceEndsOn, mostAwards: 2, voluntaryStandstillDays: 8, criteria: CRITERIA };
  return publishTender(anna, await draftTender(anna, { themeId: theme.id, ...terms }));
}

/** Writes and submits the bids. */
export async function takeBids(
  cast: Cast,
  tender: tenderingApi.Tender,
  outlines: readonly Outline[],
): Promise<void> {
  for (const outline of outlines) {
    const writer = cast.as(memberOf(outline.organisation));
    const { id, name } = cast.organisations[outline.organisation] as organisationsApi.RegisteredOrganisation;
    const answers = [
      `${name} opens four days a week in places that people use anyway, with two paid staff and volunteers who have stayed for years.`,
      'We meet people at the school gate, the food project and the surgery, long before a letter from a court arrives.',
      'We have worked in these streets since 2011; our referral partners and the record of what residents changed are attached in words.',
    ];
    const words = { answers, pricePence: outline.pricePence, reach: reachOf(outline), signedBy: writer.name };
    await submitBid(writer, await writeBid(writer, tender, id, words));
  }
}

const panelOf = (cast: Cast): Panel => ({
  commissioner: cast.as('anna-commissioner'),
  chair: cast.as('ines-panel-chair'),
  evaluators: [cast.as('farida-evaluator'), cast.as('george-evaluator')],
});

/** The panel with its declarations made, once two officers have opened the bids. */
export async function openAndSeat(cast: Cast, tender: tenderingApi.Tender, bids: number): Promise<Panel> {
  const panel = panelOf(cast);
  await openBids(cast.as('anna-commissioner'), cast.as('ben-commissioner'), tender.id);
  await appointPanel(panel, tender.id);
  await declareNoConflicts(panel, tender.id, bids);
  return panel;
}

/** Marks as the outlines have them; the second evaluator is a little stricter about delivery. */
export async function scoreAs(
  cast: Cast,
  panel: Panel,
  tender: tenderingApi.Tender,
  outlines: readonly Outline[],
): Promise<void> {
  const questions = CRITERIA.filter(({ kind }) => kind !== 'price').map(({ title }) => title);
  const outlineOf = (name: string) =>
    outlines.find(({ organisation }) => cast.organisations[organisation]?.name === name);
  await scoreAll(panel, tender.id, ({ organisationName }, { title }, evaluator) => {
    const mark = outlineOf(organisationName)?.marks[questions.indexOf(title)] ?? 3;
    return {
      mark: Math.max(1, mark - (evaluator === 1 && title === 'Delivery' ? 1 : 0)),
      rationale: `${organisationName} names its venues, opening days and paid staff, and two of its referral partners confirmed what it says when asked.`,
    };
  });
}

/** From scores to two signed contracts; the business time moves on between the steps. */
export async function awardAndSign(
  cast: Cast,
  panel: Panel,
  tender: tenderingApi.Tender,
  dates: { noticeAt: string; signAt: string },
): Promise<contractsApi.Contract[]> {
  const { as } = cast;
  await moderate(panel, tender.id);
  const recommendation = await recommend(panel, tender.id, 2);
  const { id: evaluationId } = await evaluationOf(as('anna-commissioner'), tender.id);
  const submitted = await advise(
    as('kemi-equality-officer'),
    await checkOf(as('kemi-equality-officer'), evaluationId),
    {
      advice:
        'The two bids reach the wards with the most deprived households in the west and centre. The south and east are not reached, and disabled residents are planned for below their share.',
      mitigations: [
        {
          action:
            'Each provider holds two sessions a month in wards that neither reaches, in step-free places.',
          ...{
            owner: 'Financial Inclusion',
            dueOn: '2026-03-31',
            expectedEffect: '60 more residents of unreached wards a year.',
          },
        },
      ],
    },
  );
  await approveCheck(as('maya-equality-approver'), submitted);
  await decideAward(as('marcus-decision-maker'), recommendation, {
    dueRegard:
      'I have read the equality check, the gaps that it names and the alternatives within the budget, and I rely on the mitigations.',
    reasons: 'The recommended bids rank best on the published criteria and stay within the budget.',
  });
  await award(as('anna-commissioner'), tender.id, recommendation);
  await cast.move(dates.noticeAt);
  await publishAwardNotice(as('anna-commissioner'), tender.id, '2025/S 000-004711');
  await cast.move(dates.signAt);
  const managers = [as('nadia-contract-manager'), as('owen-contract-manager')];
  const contracts: contractsApi.Contract[] = [];
  for (const [index, bid] of recommendation.bids.filter(({ recommended }) => recommended).entries()) {
    const manager = managers[index % 2] as Acting;
    const taken = await takeOn(manager, await contractOf(manager, tender.id, bid.organisationId));
    contracts.push(await signContract(manager, taken.id));
  }
  return contracts;
}

/** Each provider reports on its first period and is paid for it. */
export async function reportAndPay(cast: Cast, contracts: readonly contractsApi.Contract[]): Promise<void> {
  for (const [index, { id, organisationId }] of contracts.entries()) {
    const manager = cast.as(index === 0 ? 'nadia-contract-manager' : 'owen-contract-manager');
    const provider = cast.as(memberOf(cast.organisations.findIndex((one) => one.id === organisationId)));
    const contract = await manager.get<contractsApi.Contract>('contracts', `/v1/contracts/${id}`);
    const [first] = contract.returns;
    if (!first) throw new Error(`${contract.title} has no return to report on.`);
    const content = {
      observations: observationsOf(contract),
      story: 'A mother came for a form and left with a plan; she now helps at the door.',
    };
    await acceptReturn(manager, await report(provider, first.id, content));
    const due = contract.payments.slice(0, 2);
    for (const payment of due) await pay(manager, cast.as('patience-finance-officer'), payment.id);
  }
}
