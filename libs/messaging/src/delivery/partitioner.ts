const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/**
 * The partition of a key: murmur2 of its UTF-8 bytes, made positive, modulo the number of partitions. The same as
 * the default partitioner of Kafka's Java client and of kafkajs, so a key lands on the same number on every broker.
 */
export function partitionOf(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}

/** 32-bit murmur2 with Kafka's seed (org.apache.kafka.common.utils.Utils.murmur2); may be negative. */
export function murmur2(data: Buffer): number {
  let h = SEED ^ data.length;
  const whole = data.length - (data.length % 4);
  for (let i = 0; i < whole; i += 4) {
    let k = Math.imul(data.readInt32LE(i), M);
    k ^= k >>> 24;
    h = Math.imul(h, M) ^ Math.imul(k, M);
  }
  const rest = data.length - whole;
  if (rest >= 3) h ^= (data[whole + 2] ?? 0) << 16;
  if (rest >= 2) h ^= (data[whole + 1] ?? 0) << 8;
  if (rest >= 1) h = Math.imul(h ^ (data[whole] ?? 0), M);
  h ^= h >>> 13;
  h = Math.imul(h, M);
  return h ^ (h >>> 15);
}
