import type { analyticsApi } from '@commissioning/schemas';
import { outcomesView } from './outcomes-view';

const rate = (
  numerator: number | null,
  denominator: number | null,
  lower = 0,
  upper = 100,
): analyticsApi.Rate => ({
  ...{ numerator, denominator, unit: 'residents' },
  value: numerator === null || !denominator ? null : (100 * numerator) / denominator,
  interval:
    numerator === null
      ? null
      : { method: 'Wilson', lower95: lower, upper95: upper, lower998: 0, upper998: 100 },
  ...(numerator === null && { reason: 'suppressed' }),
});
const count = (value: number, unit: string) => ({ value, unit });
const ward = (
  name: string,
  score: number,
  spend: number,
  improved: analyticsApi.Rate,
): analyticsApi.WardOutcomes => ({
  ...{
    ward: 'E05009328',
    name,
    residents: count(1, 'residents'),
    deprivedHouseholds: rate(10, 20),
    improved,
  },
  ...{ deprivationScore: count(score, 'score'), spend: count(spend, 'pence') },
});
const report = (wards: analyticsApi.WardOutcomes[], total: analyticsApi.Rate) =>
  ({ wards, total: ward('Total', 0, 0, total) }) as analyticsApi.OutcomesAgainstNeed;

describe('the finding on outcomes', () => {
  it('names the wards whose interval leaves out the rate of all', () => {
    const view = outcomesView(
      report(
        [ward('Poplar', 40, 1, rate(90, 100, 83, 94)), ward('Weavers', 30, 1, rate(10, 100, 6, 17))],
        rate(50, 100),
      ),
      'improved',
    );
    expect(view.rates?.finding).toBe(
      '50% of the residents reported on improved: clearly more often in Poplar, clearly less often in Weavers',
    );
  });

  it('says that no ward differs where the intervals allow it', () => {
    const view = outcomesView(
      report([ward('Poplar', 40, 1, rate(5, 10, 24, 76))], rate(50, 100)),
      'improved',
    );
    expect(view.rates?.finding).toContain('no ward clearly differs');
  });

  it('shows a suppressed ward as [c], without point or interval', () => {
    const view = outcomesView(report([ward('Poplar', 40, 1, rate(null, null))], rate(50, 100)), 'improved');
    expect(view.rates?.chart.rows).toEqual([{ label: 'Poplar', text: '[c]', y: expect.any(Number) }]);
  });

  it('has none while nothing was reported', () => {
    const none = { ...rate(0, 0), interval: null, reason: 'nobody was counted' };
    const view = outcomesView(report([ward('Poplar', 40, 0, none)], none), 'improved');
    expect([view.rates, view.money]).toEqual([undefined, undefined]);
  });
});

describe('the finding on money', () => {
  it('sets the share of the five most deprived wards in the money beside their share in the need', () => {
    const wards = [9, 8, 7, 6, 5, 1].map((score, i) =>
      ward(`Ward ${score}`, score, i === 5 ? 50 : 10, rate(5, 10)),
    );
    expect(outcomesView(report(wards, rate(30, 60)), 'spend').money?.finding).toBe(
      'The five most deprived wards have 83% of the deprived households and 50% of the money',
    );
  });
});
