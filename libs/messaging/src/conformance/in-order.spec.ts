import { disorder } from './in-order';

const counts = new Map([['a', 3]]);
const arrivals = (...numbers: number[]) => numbers.map((number) => ({ key: 'a', number }));

it('finds nothing wrong with records that come once, or again from an earlier point', () => {
  expect(disorder(arrivals(1, 2, 3), counts)).toEqual([]);
  expect(disorder(arrivals(1, 2, 1, 2, 3), counts)).toEqual([]);
});

it('sees a record that overtakes, one that is skipped and one that is lost', () => {
  expect(disorder(arrivals(1, 3, 2), counts)).toEqual(['a: 3 came after 1']);
  expect(disorder(arrivals(1, 2, 1, 3), counts)).toEqual(['a: 3 came after 1']);
  expect(disorder(arrivals(1, 2), counts)).toEqual(['a: 2 of 3 arrived']);
});
