import fc from 'fast-check';
import { shareOf } from './assignment';

it('gives every partition to exactly one member, and no member more than one above another', () => {
  const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 1_000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(numbers, numbers, fc.nat(50), (members, partitions, topic) => {
      const shares = members.map((member) => shareOf(member, members, topic, partitions));
      expect(shares.flat().sort()).toEqual([...partitions].sort());
      const sizes = shares.map((share) => share.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

it('does not give all topics of one partition to the same member', () => {
  const owners = [1, 2, 3].map((topic) =>
    [7, 8, 9].find((member) => shareOf(member, [7, 8, 9], topic, [topic]).length),
  );
  expect(new Set(owners).size).toBe(3);
});

it('gives nothing to who is not a member', () => {
  expect(shareOf(5, [1, 2], 1, [10, 11])).toEqual([]);
  expect(shareOf(5, [], 1, [10, 11])).toEqual([]);
});
