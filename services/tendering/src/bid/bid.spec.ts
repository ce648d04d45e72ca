import fc from 'fast-check';
import { documentsOf } from './submission';
import { mustBeComplete, mustBeSubmitted, says, standingOf } from './bid';
import { type BidContent, gapsOf } from './gaps';
import { countWords } from './words';

const criterionId = '01920000-0000-7000-8000-000000000001';
const terms = {
  criteria: [
    { criterionId, title: 'Delivery', kind: 'quality' as const, weight: 60, question: 'How?', wordLimit: 5 },
    { criterionId: criterionId.replace(/1$/, '2'), title: 'Price', kind: 'price' as const, weight: 40 },
  ],
  ...{ priceFormula: 'lowest-ratio' as const, valuePence: 1_000_00, mostAwards: 1 },
};
const bid = (more: Partial<BidContent> = {}): BidContent => ({
  answers: new Map([[criterionId, 'one two three four five']]),
  pricePence: 900_00,
  reach: {
    wards: [{ ward: 'E05009329', people: 20 }],
    groups: [{ characteristic: 'sex', category: 'Women', people: 20 }],
  },
  declarations: {
    exclusionGroundsApply: false,
    associatedPersons: [],
    signedBy: 'A. Person',
    accurate: true,
  },
  ...more,
});
const codes = (more: Partial<BidContent>, of = terms) => gapsOf(bid(more), of).map(({ code }) => code);
const answer = (text: string) => ({ answers: new Map([[criterionId, text]]) });

describe('words', () => {
  it.each([
    ['', 0],
    ['   \n ', 0],
    ['one', 1],
    [' one  two\tthree\nfour ', 4],
    ['co-production, mostly', 2],
    ['£15,000 — a year', 4],
    ['যুব সংগঠন', 2],
  ])('of “%s”: %d', (text, words) => expect(countWords(text)).toBe(words));

  it('never depend on how much space is between them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[a-z]{1,8}$/)),
        fc.constantFrom(' ', '  ', '\n', '\t\n '),
        (all, gap) => expect(countWords(all.join(gap))).toBe(all.length),
      ),
    );
  });
});

describe('a bid is complete', () => {
  it('at its limits', () => expect(codes({})).toEqual([]));

  it.each<[string, string, Partial<BidContent>]>([
    ['an answer is missing', 'answer-missing', { answers: new Map() }],
    ['an answer is only space', 'answer-missing', answer(' \n')],
    ['an answer is a word too long', 'answer-over-limit', answer('one two three four five six')],
    ['there is no price', 'price-missing', { pricePence: undefined }],
    ['the price is £0 and is divided by', 'price-is-zero', { pricePence: 0 }],
    ['the price is above the value', 'price-above-value', { pricePence: 1_000_01 }],
    ['there is no reach', 'reach-missing', { reach: undefined }],
    [
      'it reaches nobody',
      'reach-is-nobody',
      { reach: { wards: [{ ward: 'E05009329', people: 0 }], groups: [] } },
    ],
    [
      'a ward is named twice',
      'reach-ward-twice',
      { reach: { wards: [1, 2].map((people) => ({ ward: 'E05009329', people })), groups: [] } },
    ],
    [
      'a group has more people than all the wards',
      'reach-group-above-total',
      { reach: { ...bid().reach!, groups: [{ characteristic: 'sex', category: 'Women', people: 21 }] } },
    ],
    ['nothing is declared', 'declarations-missing', { declarations: undefined }],
    ['nobody signed', 'declarations-unsigned', { declarations: { ...bid().declarations!, signedBy: '' } }],
    [
      'an exclusion ground is not explained',
      'exclusion-needs-explanation',
      { declarations: { ...bid().declarations!, exclusionGroundsApply: true, exclusionExplanation: ' ' } },
    ],
    [
      'its accuracy is not confirmed',
      'declarations-not-confirmed',
      { declarations: { ...bid().declarations!, accurate: false } },
    ],
  ])('not while %s', (_, code, more) => expect(codes(more)).toEqual([code]));

  it('not with another price than the one that is given', () => {
    const given = { ...terms, priceFormula: 'fixed-price' as never, givenPricePence: 800_00 };
    expect(codes({}, given)).toEqual(['price-differs-from-given']);
    expect(codes({ pricePence: 800_00 }, given)).toEqual([]);
  });

  it('or it is not submitted', () => {
    expect(() => mustBeComplete(gapsOf(bid({ pricePence: undefined }), terms))).toBreak('bid-is-incomplete');
    expect(() => mustBeComplete([])).not.toThrow();
  });
});

describe('the strip', () => {
  const submission = { submittedAt: '2026-12-07T11:59:59.999Z', revision: 7 };
  const gap = { part: 'price', code: 'price-missing', says: 'There is no price yet.' };

  it.each([
    ['incomplete', [gap], 3, undefined],
    ['complete-not-submitted', [], 7, undefined],
    ['submitted', [], 7, submission],
    ['submitted-with-changes', [gap], 8, submission],
  ] as const)('says %s', (standing, gaps, revision, submitted) => {
    expect(standingOf(gaps, revision, submitted)).toBe(standing);
  });

  it('never lets complete sound like submitted', () => {
    expect(says('complete-not-submitted', [], undefined)).toContain('not submitted');
    expect(says('incomplete', [gap], undefined)).toContain('1 thing is missing');
    expect(says('submitted', [], submission)).toContain('7 December 2026');
  });

  it('is not withdrawn when there is nothing to withdraw', () => {
    expect(() => mustBeSubmitted(undefined)).toBreak('bid-is-not-submitted');
  });
});

describe('what is submitted', () => {
  const facts = {
    ...{ bidId: 'b', tenderId: 't', organisationId: 'o', organisationName: 'O', number: 1 },
    ...{ submittedAt: '2026-12-01T10:00:00Z', submittedBy: { id: 'p', name: 'P' } },
  };

  it('has a price only in the envelope of its own', () => {
    const { document, priceDocument } = documentsOf(facts, bid({ pricePence: 876_54 }), [criterionId]);
    expect(document).not.toContain('87654');
    expect(priceDocument).toContain('87654');
  });

  it('has another hash each time, so that nobody can check a guess against the receipt', () => {
    const [first, second] = [1, 2].map(() => documentsOf(facts, bid(), [criterionId]).sha256);
    expect(first).not.toBe(second);
  });
});
