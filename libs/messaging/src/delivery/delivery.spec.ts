import { backoff, Delivery } from './delivery';

const records = [5n, 6n, 7n].map((offset) => ({
  topic: 't',
  partition: 1,
  offset,
  key: 'a',
  value: Buffer.alloc(0),
  headers: {},
  timestamp: new Date(0),
}));
const aDelivery = (isLost = false) =>
  new Delivery(
    records,
    () => isLost,
    async () => {},
  );

it('commits the whole batch when the handler finished it', () => {
  expect(aDelivery().next('resolved')).toBe(8n);
});

it('commits nothing of a rejected batch, or what was marked as done', () => {
  const delivery = aDelivery();
  expect(delivery.next('rejected')).toBe(5n);
  expect(delivery.isAtStart(5n)).toBe(true);
  delivery.done(6n);
  delivery.done(5n);
  expect(delivery.next('rejected')).toBe(7n);
});

it('commits only what was marked once the handler was told to stop', () => {
  const delivery = aDelivery(true);
  delivery.done(5n);
  expect(delivery.next('resolved')).toBe(8n);
  expect(delivery.isStale()).toBe(true);
  expect(delivery.next('resolved')).toBe(6n);
});

it('waits twice as long each time, up to a bound', () => {
  expect([1, 2, 3, 4, 50].map((attempt) => backoff(attempt, 100, 500))).toEqual([100, 200, 400, 500, 500]);
});
