import { amount, demand, divisor, notEmpty } from './errors';
import { atBothLevels, type Interval } from './levels';
import { byarLimits } from './poisson';
import { EUROPEAN_STANDARD_POPULATION_2013, type StandardPopulation } from './standard-population';

/** One age band of the area: events in it and its population (person-years). */
export interface AgeBand {
  readonly events: number;
  readonly population: number;
}

/** A directly standardised rate per `multiplier`, or the statement that there is none and why. */
export type DirectlyStandardisedRate = {
  readonly events: number;
  readonly population: number;
  readonly multiplier: number;
  readonly standard: string;
} & (
  | { readonly available: true; readonly value: number; readonly interval: Interval<'Dobson with Byar'> }
  | { readonly available: false; readonly reason: 'fewer-than-ten-events' }
);

/**
 * Directly standardised rate v = Σ(x·w/n)/Σw with Dobson limits v + √(var/O)·(Byar(O) − O), var =
 * Σ(x·(w/n)²)/(Σw)².
 *
 * `bands`: the area's age bands in the order of `standard.bands`, as many as it has; default standard the
 * European one of 2013. `multiplier` above 0, default 100,000. With fewer than 10 events in all the rate is
 * not available and the result says so. Errors: missing, NaN, infinite or negative input, a population of 0
 * (`denominator-zero`), another number of bands (`lengths-differ`), weights that sum to 0.
 *
 * Source: Dobson AJ et al., Stat Med 1991;10:457–462; PHEindicatormethods `calculate_dsr`.
 */
export function directlyStandardisedRate(
  bands: readonly AgeBand[],
  standard: StandardPopulation = EUROPEAN_STANDARD_POPULATION_2013,
  multiplier = 100_000,
): DirectlyStandardisedRate {
  notEmpty(bands, 'The list of age bands');
  divisor(multiplier, 'The multiplier');
  demand(
    bands.length === standard.bands.length,
    'lengths-differ',
    `${standard.name} has ${standard.bands.length} age bands, ${bands.length} were given.`,
  );
  const sums = weightedSums(bands, standard);
  const facts = {
    events: sums.events,
    population: sums.population,
    multiplier,
    standard: standard.name,
  };
  if (sums.events < 10) return { ...facts, available: false, reason: 'fewer-than-ten-events' };

  const rate = sums.rate / sums.weight;
  const perEvent = Math.sqrt(sums.variance / sums.events) / sums.weight;
  const limit = (bound: number) => (rate + perEvent * (bound - sums.events)) * multiplier;
  const interval = atBothLevels('Dobson with Byar', (level) => {
    const byar = byarLimits(sums.events, level);
    return { lower: limit(byar.lower), upper: limit(byar.upper) };
  });
  return { ...facts, available: true, value: rate * multiplier, interval };
}

function weightedSums(bands: readonly AgeBand[], standard: StandardPopulation) {
  const sums = { events: 0, population: 0, weight: 0, rate: 0, variance: 0 };
  standard.bands.forEach(({ weight }, i) => {
    const { events, population } = bands[i]!;
    amount(events, 'The number of events', i);
    divisor(population, 'The population', i);
    amount(weight, 'The standard population', i);
    sums.events += events;
    sums.population += population;
    sums.weight += weight;
    sums.rate += (events * weight) / population;
    sums.variance += events * (weight / population) ** 2;
  });
  divisor(sums.weight, 'The sum of the standard population');
  return sums;
}
