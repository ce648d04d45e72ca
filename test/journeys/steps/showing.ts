import type { analyticsApi, contractsApi } from '@commissioning/schemas';
import { eventually } from '../../../deploy/local/acts/client';
import { type Cycle, refusal } from '../support/cycle';

const WARD = 'E05009329';

/** Step 11: need, training, bids, awards, spend and outcomes side by side. */
export function showing(cycle: Cycle): void {
  it('11a. shows training, bids, awards, spend and outcomes in the right wards and groups', async () => {
    const priya = cycle.as('priya-programme-manager');
    const report = await eventually('the return and the payment to be counted', async () => {
      const figures = await priya.get<analyticsApi.OutcomesAgainstNeed>(
        'analytics',
        '/v1/reports/outcomes-against-need',
      );
      const ward = figures.wards.find((one) => one.ward === WARD);
      return ward?.improved.numerator === 59 && figures.total.spend.value !== 0 && figures;
    });
    expect(report.wards).toHaveLength(20);
    const ward = report.wards.find((one) => one.ward === WARD);
    expect(ward?.improved).toMatchObject({ numerator: 59, denominator: 90 });
    expect(report.total.improved).toMatchObject({ numerator: 62, denominator: 97 });
    const disabled = report.groups.find(({ category }) => category === 'Disabled under the Equality Act');
    expect(disabled?.improved).toMatchObject({ numerator: 19, denominator: 33 });
    const contract = cycle.contracts[0] as contractsApi.Contract;
    const paid = await cycle
      .as('nadia-contract-manager')
      .get<contractsApi.Contract>('contracts', `/v1/contracts/${contract.id}`);
    expect(paid.paidPence).toBeGreaterThan(0);
    expect(report.total.spend).toMatchObject({ value: paid.paidPence, unit: 'pence' });
  });

  it('11b. says at which stage a ward is lost, by terms that add up', async () => {
    const priya = cycle.as('priya-programme-manager');
    const reach = await priya.get<analyticsApi.Reach>('analytics', '/v1/reports/reach?by=ward');
    const stages = reach.stages.map(({ stage }) => stage);
    expect(stages).toEqual(['training', 'bid', 'award', 'spend', 'outcome']);
    const attributed = reach.groups.filter(({ leak }) =>
      leak.terms.every(({ status }) => status === 'attributed'),
    );
    expect(attributed.map(({ group }) => group)).toContain(WARD);
    for (const { leak } of attributed) {
      const sum = leak.terms.reduce((total, { value }) => total + (value as number), 0);
      expect(Math.abs(sum - (leak.total as number))).toBeLessThan(1e-9);
    }
    expect(
      reach.groups.filter(({ leak }) => leak.lostAt === 'bid' || leak.lostAt === 'training').length,
    ).toBeGreaterThan(0);
    const farida = cycle.as('farida-evaluator');
    expect(await refusal(farida, 'GET', 'analytics', '/v1/reports/reach?by=ward')).toBe('403 not-permitted');
  });

  it('11c. publishes figures in which small numbers cannot be found', async () => {
    await cycle.as('priya-programme-manager').post('analytics', '/v1/publications');
    const latest = '/v1/publications/latest/outcomes-against-need';
    const { publication, report } = await cycle.j.nobody.get<analyticsApi.PublishedOutcomes>(
      'analytics',
      latest,
    );
    expect(publication.suppressed).toBeGreaterThan(0);
    expect(report.wards).toHaveLength(20);
    const csv = await cycle.j.nobody.get<string>('analytics', `${latest}.csv`);
    expect(csv).toContain('[c]');
  });

  it('11d. agrees with a recount of its own facts', async () => {
    const recount = await cycle
      .as('quentin-operator')
      .get<analyticsApi.Recount>('analytics', '/v1/facts/recount');
    expect(recount).toMatchObject({ agrees: true, disagreements: [] });
    expect(recount.facts).toBeGreaterThan(20);
  });
}
