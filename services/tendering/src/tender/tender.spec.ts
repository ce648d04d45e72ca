import { Temporal } from '@commissioning/calendar';
import type { tenderingApi } from '@commissioning/schemas';
import { themeApproved } from '@commissioning/schemas';
import { termsFrom } from './defaults';
import { type Circumstances, findingsOf } from './findings';
import { cancel, isDue, mustBeDraft, publish, takesBids } from './tender';

const at = (iso: string) => Temporal.Instant.from(iso);
const monday = at('2026-11-02T10:00:00Z');

const quality = (
  weight: number,
  more: Partial<tenderingApi.NewCriterion> = {},
): tenderingApi.NewCriterion => ({
  ...{ title: 'Delivery', kind: 'quality', weight, question: 'How?', wordLimit: 500 },
  ...more,
});
const local = (weight: number, more: Partial<tenderingApi.NewCriterion> = {}): tenderingApi.NewCriterion => ({
  ...quality(weight, { title: 'Knowing the area' }),
  ...{ kind: 'local-knowledge', evidence: ['work-in-ward'], ...more },
});
const price = (weight: number): tenderingApi.NewCriterion => ({ title: 'Price', kind: 'price', weight });

const aDraft = (more: Partial<tenderingApi.TenderTerms> = {}): tenderingApi.TenderTerms => ({
  ...termsFrom(themeApproved.examples.golden),
  closesAt: '2026-12-07T12:00:00Z',
  criteria: [quality(60), price(40)],
  ...more,
});
const around = (more: Partial<Circumstances> = {}): Circumstances => ({
  ...{ now: monday, themeState: 'approved', budgetPence: 48_000_000, tenderedPence: 0 },
  ...{ indicators: 1, localKnowledgeCap: 20 },
  ...more,
});
const draft = { title: 'Money advice', state: 'draft' as const };
const publishing =
  (more: Partial<tenderingApi.TenderTerms>, circumstances: Partial<Circumstances> = {}) =>
  () =>
    publish(draft, aDraft(more), around(circumstances));

describe('a tender is published', () => {
  it('when nothing stands in the way, with the findings of that day', () => {
    const { tender, findings } = publishing({})();
    expect(tender).toMatchObject({ state: 'published', closesAt: '2026-12-07T12:00:00Z' });
    expect(findings.regime).toMatchObject({ regime: 'below-threshold', standstillWorkingDays: 0 });
    expect(findings.proportion.tier).toBe('large');
  });

  it.each<[string, string, Partial<tenderingApi.TenderTerms>, Partial<Circumstances>?]>([
    [
      'while its weights add up to 99',
      'criteria-weights-must-sum-to-100',
      { criteria: [quality(59), price(40)] },
    ],
    [
      'while its weights add up to 101',
      'criteria-weights-must-sum-to-100',
      { criteria: [quality(61), price(40)] },
    ],
    ['without a question about quality', 'tender-needs-a-quality-criterion', { criteria: [price(100)] }],
    [
      'with two criteria for price',
      'price-is-one-criterion',
      { criteria: [quality(60), price(20), price(20)] },
    ],
    [
      'with a question without a word limit',
      'criterion-needs-question-and-limit',
      { criteria: [quality(60, { wordLimit: undefined }), price(40)] },
    ],
    [
      'with local knowledge above the cap',
      'local-knowledge-weight-over-cap',
      { criteria: [quality(39), local(11), local(10), price(40)] },
    ],
    [
      'with local knowledge that is only an address',
      'local-knowledge-is-only-an-address',
      { criteria: [quality(50), local(10, { evidence: ['address'] }), price(40)] },
    ],
    [
      'with local knowledge and no evidence at all',
      'local-knowledge-is-only-an-address',
      { criteria: [quality(50), local(10, { evidence: [] }), price(40)] },
    ],
    [
      'with a least mark that the scale does not have',
      'minimum-mark-outside-scale',
      { criteria: [quality(60, { minimumMark: 6 }), price(40)] },
    ],
    [
      'with a mark scale that falls',
      'mark-scale-out-of-order',
      {
        markScale: [
          { mark: 0, descriptor: 'none' },
          { mark: 3, descriptor: 'good' },
          { mark: 2, descriptor: 'fair' },
        ],
      },
    ],
    ['without a closing date', 'tender-needs-closing-date', { closesAt: undefined }],
    [
      'with a closing date that has passed',
      'tender-closes-in-the-past',
      { closesAt: '2026-11-02T10:00:00Z' },
    ],
    [
      'with questions until after it closes',
      'clarifications-end-after-closing',
      { clarificationsUntil: '2026-12-07T12:00:00Z' },
    ],
    [
      'for a service that starts before bids close',
      'service-starts-before-bids-close',
      { serviceStartsOn: '2026-12-07' },
    ],
    [
      'for a service that ends before it starts',
      'service-ends-before-it-starts',
      { serviceEndsOn: '2027-04-01', serviceStartsOn: '2027-04-01' },
    ],
    ['a penny above what its theme has left', 'tender-value-above-budget', {}, { tenderedPence: 1 }],
    ['for nothing', 'tender-needs-a-value', { valuePence: 0 }],
    ['from a theme that was withdrawn', 'theme-not-approved', {}, { themeState: 'withdrawn' }],
    [
      'a day too short for the law',
      'tender-period-too-short',
      { subject: 'ordinary', closesAt: '2026-11-26T23:00:00Z' },
    ],
    ['for public-health services', 'provider-selection-regime-outside-product', { subject: 'public-health' }],
    [
      'when it asks for more than its size warrants, without a reason',
      'proportion-needs-a-reason',
      { criteria: [quality(60, { wordLimit: 751 }), price(40)] },
    ],
    [
      'with a price formula that decides nothing',
      'price-formula-weight-zero',
      { criteria: [quality(100), price(0)] },
    ],
    [
      'with a given price that takes marks',
      'fixed-price-takes-no-weight',
      { priceFormula: 'fixed-price', givenPricePence: 1_000_00 },
    ],
    [
      'with a fixed price that is not stated',
      'given-price-belongs-to-fixed-price',
      { priceFormula: 'fixed-price', criteria: [quality(100)] },
    ],
    [
      'with a standstill that it promises where there is none',
      'standstill-is-not-voluntary',
      { voluntaryStandstillDays: 8 },
    ],
    [
      'above £5m with fewer than three indicators',
      'tender-needs-indicators',
      { subject: 'ordinary', valuePence: 500_000_001 },
      { budgetPence: 600_000_000 },
    ],
  ])('not %s', (...[, code, terms, circumstances]) => {
    expect(publishing(terms, circumstances)).toBreak(code);
  });

  it('with the law’s 25 days to the day', () => {
    expect(
      publishing({ subject: 'ordinary', closesAt: '2026-11-27T12:00:00Z' })().findings.regime,
    ).toMatchObject({
      ...{ regime: 'full', tenderDays: 25, standstillWorkingDays: 8 },
    });
  });

  it('with more than its size warrants once the reason is recorded', () => {
    const reasons = { 'answer-too-long': 'The safeguarding answer needs the room to be of use.' };
    const { findings } = publishing({ criteria: [quality(60, { wordLimit: 751 }), price(40)], reasons })();
    expect(findings.proportion.breaches).toMatchObject([
      { code: 'answer-too-long', reason: reasons['answer-too-long'] },
    ]);
  });

  it('with an address alone where the competition is lawfully reserved to the area', () => {
    const criteria = [quality(50), local(10, { evidence: ['address'] }), price(40)];
    const reservation = { for: 'local-area' as const, areas: ['Tower Hamlets'], decidedOn: '2026-10-01' };
    const small = { valuePence: 15_000_000, criteria, reservation };
    expect(publishing(small)().findings.regime.reservation?.code).toBe('reserved-local-area');
    expect(publishing({ ...small, valuePence: 70_000_000 }, { budgetPence: 70_000_000 })).toBreak(
      'reservation-only-below-threshold',
    );
    expect(publishing({ ...small, reservation: { ...reservation, decidedOn: '2026-11-02' } })).toBreak(
      'reservation-decided-too-late',
    );
  });

  it('once', () => {
    const again = () => publish({ ...draft, state: 'published' as const }, aDraft(), around());
    expect(again).toBreak('tender-already-published');
  });
});

describe('the findings', () => {
  it('name everything that is in the way at once', () => {
    const { problems, publishable } = findingsOf(
      aDraft({ closesAt: undefined, criteria: [quality(10), price(1)] }),
      around({ budgetPence: 1 }),
    );
    expect(problems.map(({ code }) => code)).toEqual([
      'tender-value-above-budget',
      'tender-needs-closing-date',
      'criteria-weights-must-sum-to-100',
    ]);
    expect(publishable).toBe(false);
  });

  it('promise a standstill where a light-touch tender does, and none where it does not', () => {
    const big = { valuePence: 70_000_000 };
    const theirs = around({ budgetPence: 70_000_000 });
    const days = (more: Partial<tenderingApi.TenderTerms>) =>
      findingsOf(aDraft({ ...big, ...more }), theirs).regime?.standstillWorkingDays;
    expect([days({}), days({ voluntaryStandstillDays: 10 })]).toEqual([0, 10]);
  });
});

describe('a published tender', () => {
  const open = { title: 'Money advice', state: 'published' as const, closesAt: '2026-12-07T12:00:00.000Z' };

  it.each([
    ['2026-12-07T11:59:59.999Z', true],
    ['2026-12-07T11:59:59.9999Z', true],
    ['2026-12-07T12:00:00.000Z', false],
    ['2026-12-07T12:00:00.001Z', false],
  ])('at %s takes bids: %s', (moment, taken) => {
    expect(takesBids(open, at(moment))).toBe(taken);
    expect(isDue(open, at(moment))).toBe(!taken);
  });

  it('takes none as a draft, once opened or cancelled', () => {
    for (const state of ['draft', 'opened', 'awarded', 'cancelled'] as const)
      expect(takesBids({ ...open, state }, monday)).toBe(false);
  });

  it('is not edited any more', () => {
    expect(() => mustBeDraft(open)).toBreak('tender-is-frozen');
  });

  it('is cancelled while it is live, and only then', () => {
    expect(cancel(open, 'No money')).toMatchObject({ state: 'cancelled', cancelReason: 'No money' });
    for (const state of ['draft', 'awarded', 'cancelled'] as const)
      expect(() => cancel({ ...open, state }, 'No money')).toBreak('tender-is-not-live');
  });
});
