import type { contractsApi } from '@commissioning/schemas';
import { everybody, mustCount, review, submit, totals } from './return';

const POVERTY = '01920000-0000-7000-8000-000000000001';
const COHESION = '01920000-0000-7000-8000-000000000002';
const [LIMEHOUSE, POPLAR] = ['E05009326', 'E05009328'];
const scheme = {
  indicators: [
    { indicatorId: POVERTY, title: 'Better off' },
    { indicatorId: COHESION, title: 'Belonging' },
  ],
  wards: [LIMEHOUSE, POPLAR],
};
const draft = { number: 1, periodTo: '2027-06-30', state: 'draft' as const };
const today = '2027-07-02';

const row = (more: Partial<contractsApi.Observation> = {}): contractsApi.Observation => ({
  indicatorId: POVERTY,
  ward: LIMEHOUSE,
  characteristic: 'all',
  category: 'all',
  numerator: 40,
  denominator: 60,
  ...more,
});
const sex = (category: string, numerator: number, denominator: number) =>
  row({ characteristic: 'sex', category, numerator, denominator });
const both = (...rows: contractsApi.Observation[]) => [...rows, row({ indicatorId: COHESION })];

describe('a row of a return', () => {
  it.each([
    ['for an indicator of another contract', { indicatorId: draft.periodTo }, 'indicator-not-in-contract'],
    ['in a ward of another council', { ward: 'E05000001' }, 'ward-not-in-council'],
    ['under a characteristic that nobody defined', { characteristic: 'shoe size' }, 'category-unknown'],
    ['under a name of an object’s own', { characteristic: 'constructor' }, 'category-unknown'],
    [
      'under a category of another characteristic',
      { characteristic: 'sex', category: 'White' },
      'category-unknown',
    ],
    ['under a category of everybody', { category: 'Female' }, 'category-unknown'],
    ['with more people helped than took part', { numerator: 61 }, 'numerator-above-denominator'],
  ])('is refused %s', (_, more, code) => {
    expect(() => mustCount([row(more)], scheme)).toBreak(code);
  });

  it.each(['Not stated', 'Prefer not to say', 'Not asked'])('may say “%s”', (category) => {
    expect(() => mustCount([sex(category, 1, 2)], scheme)).not.toThrow();
  });

  it('is given once', () => {
    expect(() => mustCount([row(), row()], scheme)).toBreak('observation-given-twice');
  });

  it('is no total beside its parts', () => {
    expect(() => mustCount([row(), sex('Female', 1, 2)], scheme)).toBreak('total-is-added-not-typed');
  });
});

describe('handing in', () => {
  it('waits for the last day of the period', () => {
    expect(() => submit(draft, both(row()), scheme, '2027-06-29')).toBreak('return-period-not-over');
    expect(submit(draft, both(row()), scheme, '2027-06-30')).toMatchObject({ state: 'submitted' });
  });

  it('needs every indicator of the contract', () => {
    expect(() => submit(draft, [row()], scheme, today)).toBreak('indicator-without-observation');
    expect(() => submit(draft, [], scheme, today)).toBreak('return-is-empty');
  });

  it('refuses characteristics that count different numbers of people', () => {
    const disabled = row({
      characteristic: 'disability',
      category: 'Not stated',
      numerator: 3,
      denominator: 9,
    });
    const rows = both(sex('Female', 2, 4), sex('Male', 1, 3), disabled);
    expect(() => submit(draft, rows, scheme, today)).toBreak('characteristics-disagree');
    const agreeing = both(sex('Female', 2, 4), sex('Male', 1, 3), { ...disabled, denominator: 7 });
    expect(submit(draft, agreeing, scheme, today)).toMatchObject({ state: 'submitted' });
  });

  it('happens once, and again only when it came back', () => {
    const submitted = { ...draft, state: 'submitted' as const };
    expect(() => submit(submitted, both(row()), scheme, today)).toBreak('return-not-writable');
    expect(() => submit({ ...draft, state: 'accepted' }, both(row()), scheme, today)).toBreak(
      'return-not-writable',
    );
    const back = review(submitted, 'returned');
    expect(submit(back, both(row()), scheme, today)).toMatchObject({ state: 'submitted' });
    expect(() => review(draft, 'accepted')).toBreak('return-not-submitted');
  });
});

describe('totals', () => {
  it('are added from the parts of one characteristic, never doubled by a second', () => {
    const rows = [
      sex('Female', 10, 20),
      sex('Not stated', 1, 2),
      row({ characteristic: 'disability', category: 'Not asked', numerator: 11, denominator: 22 }),
      row({ ward: POPLAR, numerator: 5, denominator: 6 }),
    ];
    expect(everybody(rows)).toEqual([
      row({ numerator: 11, denominator: 22 }),
      row({ ward: POPLAR, numerator: 5, denominator: 6 }),
    ]);
    expect(totals(rows)[0]).toEqual({ indicatorId: POVERTY, numerator: 16, denominator: 28 });
  });
});
