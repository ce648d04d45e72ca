/** One age band of a standard population; `weight` is the number of people of that age in it. */
export interface StandardAgeBand {
  readonly ages: string;
  readonly weight: number;
}

/** A standard population as dated data: figures, from when, from where. */
export interface StandardPopulation {
  readonly name: string;
  readonly published: number;
  readonly source: string;
  readonly bands: readonly StandardAgeBand[];
}

/**
 * European Standard Population 2013 in the 19 age bands that English public health reporting uses. The source
 * splits the first (under 1: 1,000; 1–4: 4,000) and the last (90–94: 800; 95 and over: 200). Sums to 100,000.
 */
export const EUROPEAN_STANDARD_POPULATION_2013: StandardPopulation = {
  name: 'European Standard Population 2013',
  published: 2013,
  source:
    'Eurostat, Revision of the European Standard Population: Report of Eurostat’s task force, 2013 edition, ' +
    'doi:10.2785/11470',
  bands: [
    ['0–4', 5000],
    ['5–9', 5500],
    ['10–14', 5500],
    ['15–19', 5500],
    ['20–24', 6000],
    ['25–29', 6000],
    ['30–34', 6500],
    ['35–39', 7000],
    ['40–44', 7000],
    ['45–49', 7000],
    ['50–54', 7000],
    ['55–59', 6500],
    ['60–64', 6000],
    ['65–69', 5500],
    ['70–74', 5000],
    ['75–79', 4000],
    ['80–84', 2500],
    ['85–89', 1500],
    ['90+', 1000],
  ].map(([ages, weight]) => ({ ages: String(ages), weight: Number(weight) })),
};
