import { backoffSeconds, reasonOf } from './patience';

it('waits twice as long each time, a quarter of an hour at most', () => {
  expect([1, 2, 3, 8, 9, 100].map(backoffSeconds)).toEqual([5, 10, 20, 640, 900, 900]);
});

it('keeps addresses out of the reasons that operators read', () => {
  const error = new Error('550 5.1.1 <samira@kitchen.example>:\n no such user');
  expect(reasonOf(error)).toBe('550 5.1.1 <…@…>: no such user');
});
