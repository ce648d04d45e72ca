import type { analyticsApi } from '@commissioning/schemas';
import { wardMap } from '../drawings/ward-map';
import { formatNumber } from '../pages/format';

type Figure = analyticsApi.NeedsFigure;

/** A figure that can be shown for every ward: its key in the address, and what it is called. */
export interface Choice {
  readonly key: string;
  readonly text: string;
}

const keyOf = ({ measure, characteristic, category }: Figure): string =>
  characteristic === 'all' ? measure : `${characteristic}: ${category}`;

const NAMES: Readonly<Record<Figure['measure'], string>> = {
  residents: 'Residents',
  'deprived-households': 'Households deprived in at least one dimension',
  'deprivation-score': 'Deprivation score (higher is more deprived)',
};

const nameOf = (figure: Figure): string =>
  figure.characteristic === 'all'
    ? NAMES[figure.measure]
    : `${figure.characteristic.charAt(0).toUpperCase()}${figure.characteristic.slice(1)}: ${figure.category}`;

/** Every figure that the wards of a version have, in the order of the data. */
export function choicesOf({ wards }: analyticsApi.NeedsData): Choice[] {
  const choices = new Map(
    wards.flatMap(({ figures }) => figures.map((one) => [keyOf(one), nameOf(one)] as const)),
  );
  return [...choices].map(([key, text]) => ({ key, text }));
}

/** A share where there is a denominator that is not the figure itself; else the figure. */
const shownValue = ({ value, denominator }: Figure): number =>
  denominator !== undefined && denominator !== value ? (100 * value) / denominator : value;

const isShare = ({ value, denominator }: Figure): boolean =>
  denominator !== undefined && denominator !== value;

const say = (figure: Figure): string =>
  isShare(figure) ? `${shownValue(figure).toFixed(1)}%` : formatNumber(figure.value, 1);

/** One chosen figure for all wards: rows of the table, the map, and what has to be said beside them. */
export function needsView(data: analyticsApi.NeedsData, choice: Choice) {
  const found = data.wards.flatMap(({ code, name, figures }) => {
    const figure = figures.find((one) => keyOf(one) === choice.key);
    return figure ? [{ ward: code, name, figure }] : [];
  });
  const borough = data.boroughs[0];
  const whole = borough?.figures.find((one) => keyOf(one) === choice.key);
  const first = found[0]?.figure;
  const sorted = [...found].sort((a, b) => shownValue(b.figure) - shownValue(a.figure));
  const [most, least] = [sorted[0], sorted.at(-1)];
  return {
    rows: sorted.map(({ ward, name, figure }) => ({ ward, name, ...figure, text: say(figure) })),
    whole: whole && borough && { name: borough.name, ...whole, text: say(whole) },
    map: wardMap(
      found.map(({ ward, name, figure }) => ({ ward, name, value: shownValue(figure), text: say(figure) })),
      (value) => (first && isShare(first) ? `${value.toFixed(1)}%` : formatNumber(value, 1)),
    ),
    finding:
      most && least
        ? `${choice.text}: most in ${most.name} (${say(most.figure)}), least in ${least.name} (${say(least.figure)})`
        : choice.text,
    isShare: first ? isShare(first) : false,
    isBestFit: first?.geography === 'best-fit',
    table: first?.table,
    unit: first?.unit,
  };
}
