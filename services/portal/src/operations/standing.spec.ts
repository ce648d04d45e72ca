import type { operationsApi } from '@commissioning/schemas';
import { standingOf } from './standing';

const report = (
  outbox: Partial<operationsApi.OperationsReport['outbox']> = {},
  consumer: Partial<operationsApi.OperationsReport['consumer']> = {},
  failedJobs = 0,
  oldestUnsealedSeconds = 50,
): operationsApi.OperationsReport => ({
  service: 'tendering',
  outbox: { unsent: 0, oldestUnsentSeconds: null, mostAttempts: 0, parked: 0, published: 12, ...outbox },
  consumer: {
    group: 'tendering',
    lag: '0',
    partitions: [],
    handledLastHour: 9,
    dead: 0,
    held: 0,
    ...consumer,
  },
  audit: { unsealed: 2, oldestUnsealedSeconds },
  failedJobs,
});
const troubles = (...given: Parameters<typeof report>) => standingOf('tendering', report(...given)).troubles;

describe('how a service stands', () => {
  it('is no trouble while everything flows', () => {
    expect(troubles({ unsent: 3, oldestUnsentSeconds: 0.4 }, { lag: '12' })).toEqual([]);
  });

  it.each([
    ['a parked event', troubles({ parked: 1 }), ['1 event parked']],
    ['a late event', troubles({ oldestUnsentSeconds: 300 }), ['An event has waited 5 min to be sent']],
    ['dead letters', troubles({}, { dead: 2 }), ['2 dead letters']],
    ['a long way behind', troubles({}, { lag: '90071992547409931' }), ['90071992547409931 records behind']],
    ['a failed job', troubles({}, {}, 1), ['1 failed job']],
    ['a trail without seals', troubles({}, {}, 0, 1_200), ['Audit entries of 20 min are not sealed']],
  ])('names %s', (_, said, expected) => {
    expect(said).toEqual(expected);
  });

  it('says that a service does not answer', () => {
    expect(standingOf('tendering', undefined)).toMatchObject({
      answers: false,
      troubles: ['It does not answer'],
    });
  });
});
