import fc from 'fast-check';
import { Partitioners } from 'kafkajs';
import { partitionOf } from './partitioner';

const theirs = Partitioners.DefaultPartitioner();

function kafkaPartition(key: string, partitions: number): number {
  const partitionMetadata = Array.from({ length: partitions }, (_, partitionId) => ({
    partitionId,
    partitionErrorCode: 0,
    leader: 0,
    replicas: [],
    isr: [],
  }));
  return theirs({ topic: 't', partitionMetadata, message: { key, value: null } });
}

it('puts every key where Kafka puts it', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', minLength: 1 }),
      fc.integer({ min: 1, max: 64 }),
      (key, partitions) => {
        expect(partitionOf(key, partitions)).toBe(kafkaPartition(key, partitions));
      },
    ),
  );
});

it('spreads the ids of aggregates over all partitions', () => {
  const used = new Set(
    Array.from({ length: 200 }, (_, n) => partitionOf(`0198c1a2-7d4e-7000-8000-${n}`, 16)),
  );
  expect(used.size).toBe(16);
});
