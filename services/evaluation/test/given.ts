import { randomUUID } from 'node:crypto';
import {
  bidOpened,
  bidPriceOpened,
  type FactOf,
  type tenderingApi,
  tenderOpened,
  tenderPublished,
} from '@commissioning/schemas';
import { staff, startTestService, type TestPerson, type TestService } from '@commissioning/testing';
import { EvaluationModule } from '../src/evaluation.module';

/** The people of the tests. */
export const anna = staff('anna', 'commissioner');
export const ines = staff('ines', 'panel-chair');
export const farida = staff('farida', 'evaluator');
export const george = staff('george', 'evaluator');
export const hana = staff('hana', 'evaluator');
export const jamal = staff('jamal', 'evaluator');
export const marcus = staff('marcus', 'decision-maker');

type Tender = FactOf<typeof tenderPublished>;

/** A bid of a test: who, and for how much. */
export interface GivenBid {
  readonly bidId: string;
  readonly organisationId: string;
  readonly organisationName: string;
  readonly pricePence: number;
}

export const QUALITY = '01920000-0000-7000-8000-0000000000c1';
export const LOCAL = '01920000-0000-7000-8000-0000000000c2';
export const PRICE = '01920000-0000-7000-8000-0000000000c3';

const markScale = [
  { mark: 0, descriptor: 'No answer or an answer that misses the question' },
  { mark: 1, descriptor: 'Weak in most parts with little evidence' },
  { mark: 2, descriptor: 'Sound in some parts and thin in others' },
  { mark: 3, descriptor: 'Good in most parts with evidence' },
  { mark: 4, descriptor: 'Convincing in every part with strong evidence' },
];

/** A tender as tendering publishes it: quality 50, local knowledge 10, price 40, two awards, £1,000. */
export const aTender = (more: Partial<Tender> = {}): Tender => ({
  ...tenderPublished.examples.golden,
  tenderId: randomUUID(),
  valuePence: 100_000,
  mostAwards: 2,
  markScale,
  criteria: [
    {
      criterionId: QUALITY,
      title: 'Delivery',
      kind: 'quality',
      weight: 50,
      question: 'How will you deliver advice?',
      minimumMark: 1,
    },
    {
      criterionId: LOCAL,
      title: 'Local knowledge',
      kind: 'local-knowledge',
      weight: 10,
      question: 'What work have you done in the wards?',
    },
    { criterionId: PRICE, title: 'Price', kind: 'price', weight: 40 },
  ],
  ...more,
});

export const aBid = (organisationName: string, pricePence: number): GivenBid => ({
  bidId: randomUUID(),
  organisationId: randomUUID(),
  organisationName,
  pricePence,
});

/** A rationale that speaks of a bid. */
export const rationale =
  'The bid names Saturday sessions at the Limehouse library and two Somali speaking advisers.';

/** The service on its own database and bus. */
export const startEvaluation = () =>
  startTestService({ service: 'evaluation', module: (environment) => EvaluationModule.for(environment) });

/** One competition in a test, and the steps that people take in it. */
export class Competition {
  id = '';

  constructor(
    private readonly service: TestService,
    readonly tender: Tender,
    readonly bids: readonly GivenBid[],
  ) {}

  /** Published, panel appointed, bids opened; tendering answers for their content. */
  static async opened(
    service: TestService,
    bids: readonly GivenBid[],
    tender = aTender(),
  ): Promise<Competition> {
    const competition = new Competition(service, tender, bids);
    await service.deliver(tenderPublished, tender);
    competition.id = (await competition.get(`?tenderId=${tender.tenderId}`, anna)).body.items[0].id;
    await competition.appoint();
    await competition.openBids();
    return competition;
  }

  /** Everything declared and scored, moderation finished, quality locked, prices open. `marks` by bid: quality, local. */
  static async priced(
    service: TestService,
    bids: readonly (GivenBid & { readonly marks: readonly [number, number] })[],
    tender = aTender(),
  ): Promise<Competition> {
    const competition = await Competition.opened(service, bids, tender);
    await competition.declareAll();
    for (const { bidId, marks } of bids) {
      for (const person of [farida, george]) {
        await competition.score(person, bidId, QUALITY, marks[0]);
        await competition.score(person, bidId, LOCAL, marks[1]);
      }
    }
    await competition.press('moderation', ines);
    for (const { bidId, marks } of bids) {
      await competition.agree(bidId, QUALITY, marks[0]);
      await competition.agree(bidId, LOCAL, marks[1]);
    }
    await competition.press('moderation/lock', ines);
    await competition.openPrices();
    return competition;
  }

  get = (path: string, as: TestPerson) =>
    this.service.request('GET', `/v1/evaluations${path.startsWith('?') ? path : `/${this.id}${path}`}`, {
      as,
    });

  /** POST on the evaluation as it stands now. */
  press = async (path: string, as: TestPerson, body: unknown = {}) =>
    this.service.request('POST', `/v1/evaluations/${this.id}/${path}`, {
      as,
      body,
      version: (await this.get('', anna)).body.version,
    });

  put = (path: string, as: TestPerson, body: unknown) =>
    this.service.request('PUT', `/v1/evaluations/${this.id}/${path}`, { as, body });

  appoint = async (evaluators: readonly TestPerson[] = [farida, george]) =>
    this.service.request('PUT', `/v1/evaluations/${this.id}/panel`, {
      as: anna,
      version: (await this.get('', anna)).body.version,
      body: {
        chair: named(ines),
        evaluators: evaluators.map(named),
        observers: [named(jamal)],
      },
    });

  openBids = async () => {
    const { tenderId } = this.tender;
    const openedAt = '2026-12-08T09:00:00Z';
    for (const { pricePence: _, ...bid } of this.bids) {
      const { reach } = bidOpened.examples.golden;
      await this.service.deliver(bidOpened, { ...bid, tenderId, openedAt, reach });
      const content: tenderingApi.BidContent = {
        ...bid,
        tenderId,
        answers: [{ criterionId: QUALITY, text: `${bid.organisationName} says`, words: 4 }],
        reach,
        declarations: {
          exclusionGroundsApply: false,
          associatedPersons: [],
          signedBy: 'Somebody',
          accurate: true,
        },
      };
      this.service.peers.set(`GET tendering /v1/bids/${bid.bidId}/content`, content);
    }
    await this.service.deliver(tenderOpened, {
      tenderId,
      openedAt,
      bidIds: this.bids.map(({ bidId }) => bidId),
    });
  };

  declare = (person: TestPerson, interest: Record<string, unknown> = { interest: 'none' }) =>
    this.put('declarations', person, {
      declarations: this.bids.map(({ bidId }, index) => ({
        bidId,
        ...(index === 0 ? interest : { interest: 'none' }),
      })),
    });

  declareAll = async () => {
    for (const person of [ines, farida, george, jamal]) await this.declare(person);
  };

  score = (person: TestPerson, bidId: string, criterionId: string, mark: number, why = rationale) =>
    this.put('scores', person, { bidId, criterionId, mark, rationale: why });

  /** A record of a discussion in which everybody came to this mark from where they stood. */
  agree = async (bidId: string, criterionId: string, mark: number, more: Record<string, unknown> = {}) => {
    const table = (await this.get('/moderation', ines)).body.items;
    const item = table.find((one: any) => one.bidId === bidId && one.criterionId === criterionId);
    return this.put('moderation', ines, {
      bidId,
      criterionId,
      present: [ines, farida, george].map(({ id }) => id),
      points: 'Farida pointed to the Saturday sessions, George to the missing referral links.',
      moves: item.scores.map((score: any) => ({ person: score.person, from: score.mark, to: mark })),
      mark,
      reason: rationale,
      ...more,
    });
  };

  openPrices = async () => {
    for (const { bidId, pricePence } of this.bids)
      await this.service.deliver(bidPriceOpened, { bidId, tenderId: this.tender.tenderId, pricePence });
  };

  /** What this evaluation has said on the bus. */
  said = async (type: string) =>
    (await this.service.emitted()).filter((event) => event.type === type && event.subject === this.id);
}

const named = ({ id, name }: TestPerson) => ({ person: id, name: name ?? id });
