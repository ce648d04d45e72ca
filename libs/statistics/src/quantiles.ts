import { amount, demand, divisor, finite, notEmpty, wholeCount } from './errors';

/** Which end of the values is quantile 1: by default the highest, as deprivation scores are ranked. */
export type QuantileOrder = 'highest first' | 'lowest first';

/**
 * Assigns small areas to `quantiles` groups of as equal a number of areas as possible, by rank of their
 * value; ties take the lowest rank. Quantile 1 holds the highest values unless `order` says otherwise. A
 * missing value (null) stays null and is not counted.
 *
 * Errors: no values, NaN, infinite, fewer values than quantiles (`too-few-groups`), fewer than 2 quantiles.
 * Source: PHEindicatormethods `phe_quantile`; OHID technical guide, Assigning Deprivation Categories. That
 * method counts areas; {@link populationQuantiles} counts people.
 */
export function areaQuantiles(
  values: readonly (number | null)[],
  quantiles = 10,
  order: QuantileOrder = 'highest first',
): (number | null)[] {
  notEmpty(values, 'The list of values');
  checkHowMany(quantiles);
  const present = values.filter((value): value is number => value !== null);
  present.forEach((value) => finite(value, 'A value'));
  const areas = present.length;
  demand(areas >= quantiles, 'too-few-groups', `${areas} areas cannot make ${quantiles} quantiles.`);
  const ranks = lowestRanks(present, order);
  return values.map((value) => {
    if (value === null) return null;
    const fromTheTop = (areas + 1 - ranks.get(value)!) / (areas / quantiles);
    return Math.max(1, Math.floor(quantiles + 1 - Math.ceil(fromTheTop)));
  });
}

/** An area with the value it is ranked by and the people who live in it. */
export interface PopulatedArea {
  readonly value: number;
  readonly population: number;
}

/**
 * Assigns areas to `quantiles` groups of as equal a population as possible: areas in order of value, each in
 * the group that holds the midpoint of its stretch of the cumulative population. Areas of equal value are one
 * stretch, so they are never separated. Quantile 1 holds the highest values unless `order` says otherwise;
 * one area may be so large that a quantile stays empty.
 *
 * Errors: no areas, missing, NaN, infinite, negative population, total population 0, fewer than 2 quantiles.
 * Source: the relative rank of Low and Low 2004, as for the slope index.
 */
export function populationQuantiles(
  areas: readonly PopulatedArea[],
  quantiles = 10,
  order: QuantileOrder = 'highest first',
): number[] {
  notEmpty(areas, 'The list of areas');
  checkHowMany(quantiles);
  const stretches = new Map<number, number>();
  areas.forEach(({ value, population }, i) => {
    amount(population, 'The population', i);
    stretches.set(finite(value, 'The value', i), (stretches.get(value) ?? 0) + population);
  });
  const total = divisor(
    areas.reduce((sum, { population }) => sum + population, 0),
    'The total population',
  );
  const direction = order === 'highest first' ? -1 : 1;
  const assigned = new Map<number, number>();
  let before = 0;
  for (const value of [...stretches.keys()].sort((a, b) => direction * (a - b))) {
    const people = stretches.get(value)!;
    const rank = ((before + people / 2) / total) * quantiles;
    assigned.set(value, Math.min(quantiles, Math.floor(rank) + 1));
    before += people;
  }
  return areas.map(({ value }) => assigned.get(value)!);
}

function lowestRanks(values: readonly number[], order: QuantileOrder): Map<number, number> {
  const direction = order === 'highest first' ? -1 : 1;
  const ranks = new Map<number, number>();
  [...values]
    .sort((a, b) => direction * (a - b))
    .forEach((value, i) => {
      if (!ranks.has(value)) ranks.set(value, i + 1);
    });
  return ranks;
}

function checkHowMany(quantiles: number): void {
  wholeCount(quantiles, 'The number of quantiles');
  demand(quantiles >= 2, 'out-of-range', `At least 2 quantiles are needed, not ${quantiles}.`);
}
