import { must } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';

/** A booking or an offer that a smaller capacity may take places from. */
export interface Holder {
  readonly id: string;
  readonly state: string;
  readonly places: number;
  readonly bookedAt: Date;
}

/** Booked and offered places that a capacity has no room for; what pools reserve has to fit too. */
export const shortOf = (
  capacity: number,
  taken: { booked: number; offered: number; reserved: number },
): number => Math.max(0, taken.booked + taken.offered + taken.reserved - capacity);

/**
 * A plan that frees so many places with the least harm: offers go back to the list first, since nobody counts on them
 * yet, then the bookings made last. Nobody's booking is ended where waiting is possible.
 */
export function suggestedPlan<One extends Holder>(
  holders: readonly One[],
  short: number,
): { holder: One; action: 'return-to-list' }[] {
  const lastFirst = [...holders].sort(
    (a, b) => b.bookedAt.getTime() - a.bookedAt.getTime() || (a.id < b.id ? 1 : -1),
  );
  const inOrder = [
    ...lastFirst.filter(({ state }) => state === 'offered'),
    ...lastFirst.filter(({ state }) => state === 'booked'),
  ];
  const plan: { holder: One; action: 'return-to-list' }[] = [];
  let freed = 0;
  for (const holder of inOrder) {
    if (freed >= short) break;
    plan.push({ holder, action: 'return-to-list' });
    freed += holder.places;
  }
  return plan;
}

/** A smaller capacity says what becomes of everybody for whom there is no room: never below what was promised otherwise. */
export function mustBePlanned(
  short: number,
  plan: readonly capacityBuildingApi.Consequence[],
  holders: readonly Holder[],
): void {
  const byId = new Map(holders.map((holder) => [holder.id, holder]));
  must(
    new Set(plan.map(({ bookingId }) => bookingId)).size === plan.length &&
      plan.every(({ bookingId }) => byId.has(bookingId)),
    'plan-names-others',
    'The plan names each booking or offer of this session at most once, and no others.',
  );
  const freed = plan.reduce((sum, { bookingId }) => sum + (byId.get(bookingId)?.places ?? 0), 0);
  mustFit(short, freed);
}

/** What is booked, offered and reserved has room once so many places were freed. */
export function mustFit(short: number, freed = 0): void {
  must(
    freed >= short,
    'capacity-below-promised',
    `${short} booked, offered or reserved places would not fit. Say which bookings give way, or release a pool first.`,
  );
}
