import fc from 'fast-check';
import { expectedHours } from './effort';
import { DEFAULT_POLICY, TIERS, type TierName } from './policy';
import { checkProportion, unexplained, type TenderRequest } from './proportionality';
import { tierOf } from './tier';

const pounds = (amount: number): number => Math.round(amount * 100);
const tier = (amount: number, months = 12, risk: 'low' | 'medium' | 'high' = 'medium') =>
  tierOf({ valuePence: pounds(amount), months, risk }, DEFAULT_POLICY).tier;

const request = (more: Partial<TenderRequest> = {}): TenderRequest => ({
  askedOn: '2026-06-01',
  valuePence: pounds(80_000),
  months: 24,
  risk: 'medium',
  questions: [{ words: 500 }, { words: 500 }, { words: 250 }],
  evidence: ['constitution', 'insurance'],
  references: 1,
  returnsPerYear: 1,
  evaluators: 2,
  expectedBidders: 4,
  ...more,
});

const check = (more: Partial<TenderRequest> = {}) => checkProportion(request(more), DEFAULT_POLICY);
const codes = (more: Partial<TenderRequest> = {}) => check(more).breaches.map(({ code }) => code);

describe('the tier', () => {
  it.each([
    [30_000, 'micro', 'small'],
    [100_000, 'small', 'medium'],
    [250_000, 'medium', 'large'],
    [1_000_000, 'large', 'major'],
  ])('changes at £%d exactly: a penny less is %s, the figure itself %s', (limit, below, at) => {
    expect(tier(limit - 0.01)).toBe(below);
    expect(tier(limit)).toBe(at);
  });

  it('tells £15,000 from £1.5m', () => {
    expect(tier(15_000)).toBe('micro');
    expect(tier(1_500_000)).toBe('major');
  });

  it('is one lighter for a long, thin contract: £300,000 over 48 months is £75,000 a year', () => {
    expect(tier(300_000, 48)).toBe('medium');
    expect(tier(300_000, 36)).toBe('large');
    expect(tier(300_000, 12)).toBe('large');
  });

  it('is one heavier at high risk, never beyond the heaviest, and says why', () => {
    expect(tier(15_000, 12, 'high')).toBe('small');
    expect(tier(1_500_000, 12, 'high')).toBe('major');
    expect(tier(15_000, 12, 'low')).toBe('micro');
    expect(tierOf({ valuePence: pounds(300_000), months: 48, risk: 'high' }, DEFAULT_POLICY).because).toEqual(
      [
        'Its value makes it large.',
        'Spread over 48 months it is one tier lighter.',
        'High risk makes it one tier heavier.',
      ],
    );
  });

  it('never falls as the value rises, and allows more the heavier it is', () => {
    const place = (name: TierName) => TIERS.indexOf(name);
    const value = fc.integer({ min: 0, max: 300_000_000 });
    fc.assert(
      fc.property(value, value, fc.constantFrom('low' as const, 'high' as const), (a, b, risk) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((valuePence) =>
          tierOf({ valuePence, months: 12, risk }, DEFAULT_POLICY),
        );
        expect(place(low!.tier)).toBeLessThanOrEqual(place(high!.tier));
        for (const limit of [
          'questions',
          'words',
          'wordsPerAnswer',
          'hours',
          'references',
          'returnsPerYear',
        ] as const) {
          expect(low!.allows[limit]).toBeLessThanOrEqual(high!.allows[limit]);
        }
        expect(high!.allows.evidence).toEqual(expect.arrayContaining([...low!.allows.evidence]));
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['half a penny', { valuePence: 0.5 }, 'value-not-whole-pence'],
    ['a negative value', { valuePence: -1n }, 'value-not-whole-pence'],
    ['no months', { months: 0 }, 'duration-not-positive'],
    ['a month and a half', { months: 1.5 }, 'duration-not-positive'],
    ['minus one reference', { references: -1 }, 'count-not-whole'],
    ['half a word', { questions: [{ words: 0.5 }] }, 'count-not-whole'],
    ['a day before the policy', { askedOn: '2017-12-31' }, 'policy-not-yet-in-force'],
  ] as [string, Partial<TenderRequest>, string][])('is refused for %s', (_, more, code) => {
    expect(() => check(more)).toThrow(expect.objectContaining({ name: 'ProportionalityRefusal', code }));
  });
});

describe('the work of bidding', () => {
  it('three answers of 1,250 words, two documents, one reference: 2 + 1.5 + 12.5 + 1 + 0.5 = 17.5 hours', () => {
    expect(check().effort.hours).toBe(17.5);
  });

  it('four bidders at £25 an hour spend £1,750, 2.2 % of £80,000', () => {
    expect(check().effort).toEqual({ hours: 17.5, allBiddersPence: 175_000n, shareOfAwardPercent: 2.2 });
  });

  it('is rounded up to the half hour: 1 word more is 17.5 and not 17.01', () => {
    const work = { questions: 3, words: 1_201, documents: 2, references: 1 };
    expect(expectedHours(work, DEFAULT_POLICY.effort)).toBe(17.5);
    expect(expectedHours({ ...work, words: 1_200 }, DEFAULT_POLICY.effort)).toBe(17);
  });

  it('is within the hours of its tier when everything is asked that the tier allows', () => {
    for (const name of TIERS) {
      const { questions, words, evidence, references, hours } = DEFAULT_POLICY.tiers[name];
      const work = { questions, words, documents: evidence.length, references };
      expect(expectedHours(work, DEFAULT_POLICY.effort)).toBeLessThanOrEqual(hours);
    }
  });
});

describe('a draft tender', () => {
  it('in proportion has no breaches', () => {
    expect(check()).toMatchObject({ tier: 'small', breaches: [] });
  });

  it('for a year and £350,000 with 44 questions of 500 to 2,000 words is the bad case, and is told so', () => {
    const questions = Array.from({ length: 44 }, (_, index) => ({ words: 500 + (index % 4) * 500 }));
    const bad = check({
      valuePence: pounds(350_000),
      months: 12,
      questions,
      expectedBidders: 10,
      evaluators: 3,
    });
    expect(bad.tier).toBe('large');
    expect(bad.effort.hours).toBe(575.5);
    expect(bad.effort.shareOfAwardPercent).toBe(41.1);
    expect(bad.breaches.map(({ code }) => code)).toEqual([
      'too-many-questions',
      'too-many-words',
      'answer-too-long',
      'too-many-hours',
      'bidding-costs-too-much',
    ]);
  });

  it.each([
    [
      '6 questions',
      { questions: Array(6).fill({ words: 100 }) },
      { questions: Array(7).fill({ words: 100 }) },
      'too-many-questions',
    ],
    [
      '2,000 words',
      { questions: Array(4).fill({ words: 500 }) },
      { questions: [...Array(4).fill({ words: 500 }), { words: 1 }] },
      'too-many-words',
    ],
    [
      '500 words in an answer',
      { questions: [{ words: 500 }] },
      { questions: [{ words: 501 }] },
      'answer-too-long',
    ],
    ['1 reference', { references: 1 }, { references: 2 }, 'too-many-references'],
    ['1 return a year', { returnsPerYear: 1 }, { returnsPerYear: 2 }, 'monitoring-too-frequent'],
    ['2 evaluators', { evaluators: 2 }, { evaluators: 1 }, 'too-few-evaluators'],
    [
      'annual accounts',
      { evidence: ['annual-accounts'] },
      { evidence: ['quality-assurance'] },
      'evidence-beyond-tier',
    ],
  ] as [string, Partial<TenderRequest>, Partial<TenderRequest>, string][])(
    'of £80,000 may have %s and no more is asked of it than that',
    (_, within, beyond, code) => {
      expect(codes(within)).toEqual([]);
      expect(codes(beyond)).toContain(code);
    },
  );

  it('costs too much to bid for above 20 % of the award: with 37 bidders, not with 36', () => {
    expect(check({ expectedBidders: 36 }).effort.shareOfAwardPercent).toBe(19.7);
    expect(codes({ expectedBidders: 36 })).toEqual([]);
    expect(codes({ expectedBidders: 37 })).toEqual(['bidding-costs-too-much']);
    expect(codes({ valuePence: 0, evidence: [], references: 0 })).toContain('bidding-costs-too-much');
  });

  it('may keep a breach only with a reason of some substance', () => {
    const found = check({ references: 2, evaluators: 1 });
    expect(unexplained(found, {}).map(({ code }) => code)).toEqual([
      'too-many-references',
      'too-few-evaluators',
    ]);
    expect(
      unexplained(found, { 'too-many-references': 'because', 'too-few-evaluators': ' '.repeat(40) }),
    ).toHaveLength(2);
    const reasons = {
      'too-many-references': 'Two referees are needed because the work is with children.',
      'too-few-evaluators': 'A second evaluator joins from the partner borough in June.',
    };
    expect(unexplained(found, reasons)).toEqual([]);
  });

  it('gets no new breach when it asks for less', () => {
    const anyRequest = fc.record({
      valuePence: fc.integer({ min: 1, max: 200_000_000 }),
      months: fc.integer({ min: 1, max: 84 }),
      questions: fc.array(fc.record({ words: fc.integer({ min: 0, max: 3_000 }) }), {
        minLength: 1,
        maxLength: 40,
      }),
      references: fc.integer({ min: 0, max: 5 }),
      expectedBidders: fc.integer({ min: 1, max: 60 }),
    });
    fc.assert(
      fc.property(anyRequest, (asked) => {
        const all = codes(asked);
        const fewer = codes({ ...asked, questions: asked.questions.slice(1), references: 0 });
        expect(all).toEqual(expect.arrayContaining(fewer));
      }),
      { numRuns: 500 },
    );
  });
});
