import fc from 'fast-check';
import { apportion, byReach, restOf, settledCategory } from './share-out';

const people = fc.nat({ max: 5_000 });
const reach = fc.record({
  wards: fc.array(fc.record({ ward: fc.constantFrom('E05009317', 'E05009318', 'E05009319'), people }), {
    minLength: 1,
    maxLength: 5,
  }),
  groups: fc.array(
    fc.record({
      characteristic: fc.constantFrom('disability', 'ethnicity'),
      category: fc.constantFrom('A', 'B', 'C'),
      people,
    }),
    { maxLength: 6 },
  ),
});

describe('sharing out a quantity', () => {
  it('never loses or adds a millionth', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 9_000_000_000 }),
        fc.array(people, { minLength: 1, maxLength: 40 }),
        (quantity, weights) => {
          const parts = apportion(quantity, weights);
          expect(parts.reduce((sum, part) => sum + part, 0)).toBe(quantity);
          expect(parts.every((part) => Number.isInteger(part) && part >= 0)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('gives nobody a whole part more than their share', () => {
    expect(apportion(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(apportion(1_000_000, [120, 40])).toEqual([750_000, 250_000]);
    expect(apportion(3, [0, 0])).toEqual([2, 1]);
  });

  it('adds up over the wards and over the categories of every characteristic alike', () => {
    fc.assert(
      fc.property(fc.nat({ max: 45_000_000 }), reach, (quantity, planned) => {
        const sums = Map.groupBy(byReach(quantity, planned), (part) => part.characteristic);
        const expected =
          quantity === 0 ? 0 : 1 + new Set(planned.groups.map((group) => group.characteristic)).size;
        expect(sums.size).toBe(expected);
        for (const parts of sums.values()) {
          expect(parts.reduce((sum, part) => sum + part.quantity, 0)).toBe(quantity);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('counts the people of a reach whom its groups leave over', () => {
    const planned = {
      wards: [{ ward: 'E05009317', people: 120 }],
      groups: [{ characteristic: 'disability', category: 'Disabled', people: 40 }],
    };
    expect(byReach(1_200_000, planned)).toContainEqual({
      ...{ ward: '', characteristic: 'disability', category: restOf(['Disabled']), quantity: 800_000 },
    });
  });
});

describe('the rest of a reach', () => {
  it('is in the one category that was not named', () => {
    expect(settledCategory(restOf(['Disabled']), ['Disabled', 'Not disabled'])).toBe('Not disabled');
  });

  it('is not stated while more than one category was left out, or none is known', () => {
    expect(settledCategory(restOf(['A']), ['A', 'B', 'C'])).toBe('Not stated');
    expect(settledCategory(restOf(['A']), [])).toBe('Not stated');
  });

  it('leaves every other category as it is', () => {
    expect(settledCategory('not sure', ['not sure', 'sure'])).toBe('not sure');
  });
});
