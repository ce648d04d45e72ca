import type { capacityBuildingApi } from '@commissioning/schemas';
import { formatMoment } from '../pages/format';
import { places, POOLS } from './words';

type Session = Pick<capacityBuildingApi.Session, 'capacity' | 'places' | 'pools' | 'partiesWaiting'>;

const WIDTH = 600;
const FILLS = {
  booked: '#12436d',
  offered: '#28a197',
  held: '#801650',
  reserved: '#f46a25',
  free: '#dee0e2',
};

/**
 * The places of a session as one bar from full to free, each part in words, and the whole in a sentence. What is
 * reserved is shown pool by pool.
 */
export function placesBar({ capacity, places: count, pools, partiesWaiting }: Session) {
  const parts = [
    { kind: 'booked', count: count.booked, words: 'booked' },
    { kind: 'offered', count: count.offered, words: 'offered to parties from the waiting list' },
    { kind: 'held', count: count.held, words: 'kept for the party that has waited longest' },
    ...pools
      .filter(({ free }) => free > 0)
      .map(({ rule, free, releaseAt }) => ({
        kind: 'reserved' as const,
        count: free,
        words: `kept for ${POOLS[rule].whom} until ${formatMoment(releaseAt)}`,
      })),
    { kind: 'free', count: count.free, words: 'free for anybody' },
  ] as const;
  let x = 0;
  const drawn = parts.map((part) => {
    const [from, width] = [x, (part.count / capacity) * WIDTH];
    x += width;
    return { x: from, width, fill: FILLS[part.kind], text: `${part.count} ${part.words}`, ...part };
  });
  return {
    width: WIDTH,
    parts: drawn.filter((part) => part.count > 0),
    sentence:
      count.free > 0
        ? `${count.free} of ${places(capacity)} free.`
        : `None of the ${places(capacity)} is free for everybody just now.`,
    waiting:
      partiesWaiting === 0
        ? ''
        : `${partiesWaiting === 1 ? '1 party is' : `${partiesWaiting} parties are`} on the waiting list.`,
  };
}
