import type { Hierarchy } from './publication';

/** Categories that add up to a total: `flat('ward', 'All wards', codes)`. */
export function flat(dimension: string, total: string, categories: readonly string[]): Hierarchy {
  return { dimension, total, parents: Object.fromEntries(categories.map((category) => [category, total])) };
}

/** Categories in groups that add up to a total: `grouped('ethnicity', 'All', { Asian: ['Chinese', …], … })`. */
export function grouped(
  dimension: string,
  total: string,
  groups: Readonly<Record<string, readonly string[]>>,
): Hierarchy {
  const parents = Object.entries(groups).flatMap(([group, members]) => [
    [group, total] as const,
    ...members.map((member) => [member, group] as const),
  ]);
  return { dimension, total, parents: Object.fromEntries(parents) };
}

/**
 * Steps of which each counts a part of those before: `nested('stage', ['training', 'bid', 'award'])` says that whoever
 * was awarded had bid, so that bids less awards is a count of people, and is protected. Use it for the same units only,
 * and for periods that are published as running totals (largest first).
 */
export function nested(dimension: string, steps: readonly string[]): Hierarchy {
  const pairs = steps.slice(1).flatMap((step, index) => {
    const before = steps[index] as string;
    return [
      [step, before],
      [`${before}, not ${step}`, before],
    ];
  });
  return { dimension, parents: Object.fromEntries(pairs) };
}
