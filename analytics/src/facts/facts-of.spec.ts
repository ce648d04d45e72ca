import { bidOpened, contractSigned, returnAccepted } from '@commissioning/schemas';
import { quarterOf } from './fact';
import { factsOfBid, factsOfContract, factsOfPlaces, factsOfReturn } from './facts-of';

const EVENT = '01920000-0000-7000-8000-0000000000e1';
const moment = { id: EVENT, day: '2026-12-08' };
const golden = returnAccepted.examples.golden;
const [seen] = golden.observations;

describe('a fact', () => {
  it('belongs to the financial quarter of its day, which begins in April', () => {
    expect(['2027-03-31', '2027-04-01', '2027-12-31', '2028-01-01', '1999-04-01'].map(quarterOf)).toEqual([
      ...['2026/27 Q4', '2027/28 Q1', '2027/28 Q3', '2027/28 Q4', '1999/00 Q1'],
    ]);
  });

  it('of a bid counts one bid: on its organisation, over its wards, over each characteristic', () => {
    const facts = factsOfBid(bidOpened.examples.golden, moment);
    const sums = Map.groupBy(facts, (fact) => fact.characteristic);
    expect([...sums.keys()]).toEqual(['organisation', 'all', 'disability']);
    for (const parts of sums.values())
      expect(parts.reduce((sum, fact) => sum + fact.quantity, 0)).toBe(1_000_000);
    expect(
      facts.every((fact) => fact.tender === bidOpened.examples.golden.tenderId && fact.theme === ''),
    ).toBe(true);
  });

  it('of a contract is its value to the penny', () => {
    const odd = { ...contractSigned.examples.golden, valuePence: 100 };
    const wards = ['E05009317', 'E05009318', 'E05009319'].map((ward) => ({ ward, people: 7 }));
    const facts = factsOfContract({ ...odd, reach: { wards, groups: [] } }, EVENT);
    expect(facts.map(({ ward, quantity }) => [ward, quantity])).toEqual([
      ['', 100],
      ['E05009317', 34],
      ['E05009318', 33],
      ['E05009319', 33],
    ]);
  });

  it('of training is the difference to what was counted before, and none when nothing changed', () => {
    const booking = { bookingId: golden.returnId, organisationId: golden.organisationId };
    expect(factsOfPlaces('training', booking, -2, moment)).toMatchObject([
      { quantity: -2, subject: golden.returnId },
    ]);
    expect(factsOfPlaces('training', booking, 0, moment)).toEqual([]);
  });
});

describe('facts of an accepted return', () => {
  const facts = (observations: Partial<NonNullable<typeof seen>>[]) =>
    factsOfReturn(
      {
        ...golden,
        observations: observations.map((one) => ({ ...(seen as NonNullable<typeof seen>), ...one })),
      },
      EVENT,
    );
  const sum = (of: ReturnType<typeof facts>, stage: string, characteristic: string) =>
    of
      .filter((fact) => fact.stage === stage && fact.characteristic === characteristic)
      .reduce((total, fact) => total + fact.quantity, 0);

  it('tell who was reported on and who improved, in the ward and group of the observation', () => {
    expect(
      facts([{}]).map(({ stage, ward, characteristic, quantity }) => [stage, ward, characteristic, quantity]),
    ).toEqual([
      ['reported', 'E05009329', 'all', 60],
      ['reported', '', 'organisation', 60],
      ['outcome', 'E05009329', 'all', 40],
      ['outcome', '', 'organisation', 40],
    ]);
  });

  it('get their total from the groups where the return gives groups alone, and count nobody twice', () => {
    const groups = facts([
      { characteristic: 'disability', category: 'Disabled', numerator: 10, denominator: 20 },
      { characteristic: 'disability', category: 'Not disabled', numerator: 25, denominator: 40 },
      { characteristic: 'ethnicity', category: 'White', numerator: 30, denominator: 50 },
    ]);
    expect([sum(groups, 'reported', 'all'), sum(groups, 'outcome', 'all')]).toEqual([60, 35]);
    expect(sum(groups, 'outcome', 'organisation')).toBe(35);
    expect(
      sum(
        facts([{}, { characteristic: 'disability', category: 'Disabled', numerator: 10 }]),
        'outcome',
        'all',
      ),
    ).toBe(40);
  });

  it('leave out what is nobody', () => {
    expect(facts([{ numerator: 0 }]).some(({ stage }) => stage === 'outcome')).toBe(false);
  });
});
