import { type Change, found, Stale, type TransactionOf } from '@commissioning/service';
import type { contractsApi } from '@commissioning/schemas';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { day, loadContract } from '../contract/contract.queries';

type Db = TransactionOf<PrismaClient>;

export const withContract = {
  contract: { include: { _count: { select: { payments: true } } } },
} satisfies Prisma.PaymentInclude;
export type PaymentRow = Prisma.PaymentGetPayload<{ include: typeof withContract }>;

/** A payment with its contract. Throws `NotThere`. */
export async function findPayment(db: Db, id: string): Promise<PaymentRow> {
  return found(await db.payment.findUnique({ where: { id }, include: withContract }), 'payment');
}

/** The same, its contract locked until the change is over. */
export async function loadPayment(change: Change<PrismaClient>, id: string): Promise<PaymentRow> {
  await loadContract(change, (await findPayment(change.db, id)).contractId);
  return findPayment(change.db, id);
}

/** Writes under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function savePayment(
  { db }: Change<PrismaClient>,
  { id, version }: { id: string; version: number },
  data: Prisma.PaymentUpdateManyMutationInput,
): Promise<void> {
  const { count } = await db.payment.updateMany({
    where: { id, version },
    data: { ...data, version: version + 1 },
  });
  if (count === 0) throw new Stale('payment');
}

export const toPayment = (row: PaymentRow): contractsApi.Payment => ({
  id: row.id,
  contractId: row.contractId,
  title: row.contract.title,
  organisationId: row.contract.organisationId,
  organisationName: row.contract.organisationName,
  number: row.number,
  of: row.contract._count.payments,
  dueOn: day(row.dueOn),
  amountPence: Number(row.amountPence),
  state: row.state as contractsApi.Payment['state'],
  ...(row.requestedBy && { requestedBy: row.requestedBy }),
  ...(row.requestedOn && { requestedOn: day(row.requestedOn) }),
  ...(row.approvedBy && { approvedBy: row.approvedBy }),
  ...(row.approvedOn && { approvedOn: day(row.approvedOn) }),
  ...(row.refusal && { refusal: row.refusal }),
  version: row.version,
});
