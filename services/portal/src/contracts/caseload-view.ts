import type { contractsApi } from '@commissioning/schemas';
import { pairedBars } from '../drawings/charts';
import { formatDay } from '../pages/format';

type Forecast = contractsApi.CaseloadForecast;

/** March 2027 */
const monthName = (month: string): string => formatDay(`${month}-01`).replace(/^1 /, '');

/** What the months ahead ask of the contract managers: the finding, a chart and its table. */
export function caseloadAhead({ months, capacity }: Forecast) {
  const named = months.map((month) => ({ ...month, name: monthName(month.month) }));
  const rows = named.map(({ name, points }) => ({
    label: name,
    shares: [
      { value: points, text: String(points) },
      { value: capacity, text: String(capacity) },
    ],
  }));
  return {
    months: named,
    finding: findingOf(named, capacity),
    chart: pairedBars(rows, ['Points of contracts that run', 'Points that can be carried']),
  };
}

function findingOf(
  months: readonly { readonly name: string; readonly points: number; readonly fits: boolean }[],
  capacity: number,
): string {
  const tight = months.filter(({ fits }) => !fits);
  const [first] = tight;
  if (first) {
    const count = tight.length === 1 ? '1 month does' : `${tight.length} months do`;
    return `${count} not fit, the first ${first.name}: ${first.points} points, and ${capacity} can be carried`;
  }
  const most = Math.max(0, ...months.map(({ points }) => points));
  return `Every month fits: at most ${most} of the ${capacity} points that can be carried`;
}
