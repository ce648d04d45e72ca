import type { contractsApi } from '@commissioning/schemas';
import {
  acceptReturn,
  contractOf,
  pay,
  report,
  signContract,
  takeOn,
} from '../../../deploy/local/acts/contracting';
import { eventually } from '../../../deploy/local/acts/client';
import { type Cycle, refusal } from '../support/cycle';

/** Steps 9 and 10: contracts within what a manager can carry, returns, payments. */
export function contracting(cycle: Cycle): void {
  it('9b. signs nothing in standstill, and no more than a manager can carry', async () => {
    const nadia = cycle.as('nadia-contract-manager');
    const priya = cycle.as('priya-programme-manager');
    const won = [0, 1].map((index) => cycle.organisations[index]?.id as string);
    const [first, second] = [
      await contractOf(nadia, cycle.tender.id, won[0] as string),
      await contractOf(nadia, cycle.tender.id, won[1] as string),
    ];
    const caseload = { managerName: nadia.name, capacity: first.points };
    await priya.put('contracts', `/v1/caseloads/${nadia.id}`, caseload);
    const taken = await takeOn(nadia, first);
    const assign = `/v1/contracts/${second.id}/assign`;
    expect(await refusal(nadia, 'POST', 'contracts', assign, {}, second.version)).toBe(
      '409 caseload-exceeded',
    );
    const sign = `/v1/contracts/${taken.id}/sign`;
    const refused = () => refusal(nadia, 'POST', 'contracts', sign, undefined, taken.version);
    await eventually(
      'the award notice to reach contracts',
      async () => (await refused()) !== '409 award-notice-missing',
    );
    expect(await refused()).toBe('409 standstill-is-running');

    await cycle.j.clock.moveTo('2027-03-11T09:00:00Z');
    cycle.contracts.push(await signContract(nadia, taken.id));
    const owen = cycle.as('owen-contract-manager');
    cycle.contracts.push(await signContract(owen, (await takeOn(owen, second)).id));
    expect(cycle.contracts.map(({ state }) => state)).toEqual(['signed', 'signed']);
  });

  it('10a. takes returns by ward and group, and only on what was agreed', async () => {
    await cycle.j.clock.moveTo('2028-06-10T09:00:00Z');
    const contract = cycle.contracts[0] as contractsApi.Contract;
    const indicatorId = contract.indicators[0]?.indicatorId as string;
    const [first] = await returnsOf(cycle, contract.id);
    const count = (ward: string, category: string, numerator: number, denominator: number) => ({
      ...{ indicatorId, ward, characteristic: 'disability', category, numerator, denominator },
    });
    const observations = [
      count('E05009329', 'Disabled under the Equality Act', 18, 30),
      count('E05009329', 'Not disabled under the Equality Act', 41, 60),
      count('E05009335', 'Disabled under the Equality Act', 1, 3),
      count('E05009335', 'Not disabled under the Equality Act', 2, 4),
    ];
    const path = `/v1/returns/${first?.id}`;
    const strange = {
      observations: [{ ...observations[0], indicatorId: '01920000-0000-7000-8000-00000000dead' }],
    };
    const { version } = await cycle.writer(0).get<contractsApi.Return>('contracts', path);
    expect(await refusal(cycle.writer(0), 'PUT', 'contracts', path, strange, version)).toBe(
      '409 indicator-not-in-contract',
    );
    expect(await refusal(cycle.writer(2), 'GET', 'contracts', path)).toMatch(/^(403|404)/);

    const story = 'People came for a form and stayed for advice.';
    const submitted = await report(cycle.writer(0), first?.id as string, { observations, story });
    const accepted = await acceptReturn(cycle.as('nadia-contract-manager'), submitted);
    const total = accepted.totals.find(({ ward }) => ward === undefined);
    expect(total).toMatchObject({ numerator: 62, denominator: 97 });
  });

  it('10b. pays once, approved by somebody other than who asked', async () => {
    const [nadia, patience] = [cycle.as('nadia-contract-manager'), cycle.as('patience-finance-officer')];
    const { payments } = await nadia.get<contractsApi.Contract>(
      'contracts',
      `/v1/contracts/${cycle.contracts[0]?.id}`,
    );
    const payment = payments[0] as contractsApi.Payment;
    const paid = await pay(nadia, patience, payment.id);
    expect([paid.state, paid.amountPence]).toEqual(['approved', payment.amountPence]);
    const again = `/v1/payments/${payment.id}/approve`;
    expect(await refusal(patience, 'POST', 'contracts', again, undefined, paid.version)).toMatch(/^409/);
    expect(await refusal(nadia, 'POST', 'contracts', again, undefined, paid.version)).toBe(
      '403 not-permitted',
    );
  });
}

const returnsOf = ({ j }: Cycle, contractId: string): Promise<contractsApi.ReturnSummary[]> =>
  eventually('a return to be due', async () => {
    const path = `/v1/returns?contractId=${contractId}`;
    const { items } = await j.as('nadia-contract-manager').get<contractsApi.ReturnList>('contracts', path);
    return items.length > 0 && items;
  });
