import { contractPaymentApproved } from '@commissioning/schemas';
import { member, staff, startTestService, system, type TestService } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { presser, reach, registered, signed, type Versioned } from '../../test/given';
import { Settings } from '../config';
import { ContractsModule } from '../contracts.module';

const nadia = staff('nadia', 'contract-manager');
const owen = staff('owen', 'contract-manager');
const patience = staff('patience', 'payment-approver');
const both = staff('both', 'contract-manager', 'payment-approver');
const samira = member('samira');

describe('payments', () => {
  let contracts: TestService;
  const kitchen = uuidv7();

  beforeAll(async () => {
    contracts = await startTestService({
      service: 'contracts',
      module: (environment) => ContractsModule.for(environment, Settings.parse({ CASELOAD_CAPACITY: '100' })),
      now: '2027-03-20T10:00:00Z',
    });
    await registered(contracts, kitchen, 'Limehouse Kitchen Table', true);
  });
  afterAll(() => contracts.close());

  const request = (payment: Versioned, as = nadia) => presser(contracts)('payments/:id/request', payment, as);
  const approve = (payment: Versioned, as = patience) =>
    presser(contracts)('payments/:id/approve', payment, as);
  const approved = async (contractId: string) =>
    (await contracts.emitted()).filter(
      ({ type, subject }) => type === contractPaymentApproved.type && subject === contractId,
    );

  it('are asked for by the manager, approved by somebody else, and told with the wards', async () => {
    const { id, payments } = await signed(contracts, kitchen, nadia);
    const { body: requested } = await request(payments[0]);
    const { body } = await approve(requested);
    expect(body).toMatchObject({ state: 'approved', approvedBy: patience.id, amountPence: 100_000 });
    expect((await approved(id)).map(({ fact }) => fact)).toEqual([
      expect.objectContaining({ paymentId: body.id, amountPence: 100_000, reach }),
    ]);
  });

  it('are not approved by who asked, whatever roles they have', async () => {
    const { id, payments } = await signed(contracts, kitchen, both);
    const { body: requested } = await request(payments[0], both);
    expect((await approve(requested, both)).body).toMatchObject({
      status: 409,
      code: 'payment-needs-two-people',
    });
    expect(await approved(id)).toEqual([]);
  });

  it('are paid once, though two approvers press at the same moment', async () => {
    const { id, payments } = await signed(contracts, kitchen, nadia);
    const { body: requested } = await request(payments[0]);
    const presses = await Promise.all([approve(requested), approve(requested, both)]);
    expect(presses.map(({ status }) => status).sort()).toEqual([200, 412]);
    const paid = presses.find(({ status }) => status === 200)?.body;
    expect((await approve(paid)).body.code).toBe('payment-not-requested');
    expect((await request(paid)).body.code).toBe('payment-not-scheduled');
    expect(await approved(id)).toHaveLength(1);
  });

  it('are read, with the contracts, by the system of finance, which decides nothing and sees no returns', async () => {
    const { id, payments, returns } = await signed(contracts, kitchen, nadia);
    const finance = system('council-finance', 'contracts:read', 'payments:read');
    const seen = (path: string, as = finance) => contracts.request('GET', path, { as });
    expect((await seen(`/v1/payments/${payments[0].id}`)).body).toMatchObject({ contractId: id });
    expect((await seen(`/v1/contracts/${id}`)).status).toBe(200);
    expect((await seen(`/v1/returns/${returns[0].id}`)).status).toBe(403);
    expect((await request(payments[0], finance)).status).toBe(403);
    const payer = system('council-payer', 'payments:read');
    expect((await seen('/v1/payments', payer)).body.items.length).toBeGreaterThan(0);
    expect((await seen(`/v1/contracts/${id}`, payer)).status).toBe(403);
  });

  it('are not asked for early, by a stranger, or by a member of the payee', async () => {
    const { payments } = await signed(contracts, kitchen, nadia);
    expect((await request(payments[1])).body.code).toBe('payment-not-due-yet');
    expect((await request(payments[0], owen)).body.code).toBe('not-your-contract');
    expect((await request(payments[0], samira)).status).toBe(403);
    contracts.membershipOf(nadia, kitchen);
    try {
      expect((await request(payments[0])).body.code).toBe('payer-belongs-to-payee');
    } finally {
      contracts.membershipOf(nadia);
    }
  });

  it('go back with a reason and can be asked for again', async () => {
    const { payments } = await signed(contracts, kitchen, nadia);
    const { body: requested } = await request(payments[0]);
    const refusal = await presser(contracts)('payments/:id/refuse', requested, patience, {
      reason: 'No purchase order.',
    });
    expect(refusal.body).toMatchObject({ state: 'scheduled', refusal: 'No purchase order.' });
    expect((await request(refusal.body)).body).toMatchObject({ state: 'requested' });
  });

  it('cannot be raised over the contract or paid again, even by hand in the database', async () => {
    const { id, payments } = await signed(contracts, kitchen, nadia);
    const { body: requested } = await request(payments[0]);
    await approve(requested);
    const database = new Client({ connectionString: contracts.databaseUrl });
    await database.connect();
    const write = (sql: string, ...values: unknown[]) => database.query(sql, values);
    const more = write(
      `INSERT INTO payment (id, contract_id, number, due_on, amount_pence, state)
         VALUES ($1, $2, 99, '2027-04-01', 1, 'scheduled')`,
      uuidv7(),
      id,
    );
    await expect(more).rejects.toThrow(/add up to 400004 of 400003/);
    const raised = write('UPDATE payment SET amount_pence = amount_pence + 1 WHERE id = $1', payments[1].id);
    await expect(raised).rejects.toThrow(/add up to/);
    const again = write(`UPDATE payment SET state = 'requested' WHERE id = $1`, payments[0].id);
    await expect(again).rejects.toThrow(/was approved and cannot change/);
    const alone = write(
      `UPDATE payment SET state = 'approved', requested_by = 'x', approved_by = 'x' WHERE id = $1`,
      payments[1].id,
    );
    await expect(alone).rejects.toThrow(/payment_needs_two_people/);
    // A payment that breaks nothing goes through: the triggers stop the wrong ones, not all.
    await write('UPDATE payment SET amount_pence = amount_pence - 1 WHERE id = $1', payments[1].id);
    await database.end();
  });
});
