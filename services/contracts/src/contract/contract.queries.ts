import { type Actor, may } from '@commissioning/auth';
import { type Change, found, NotThere, Stale, type TransactionOf } from '@commissioning/service';
import type { contractsApi } from '@commissioning/schemas';
import type { Contract, Indicator, Prisma, PrismaClient } from '../../generated/prisma/client';

type Db = TransactionOf<PrismaClient>;

/** A calendar date of the database as `YYYY-MM-DD`, and back. */
export const day = (value: Date): string => value.toISOString().slice(0, 10);
export const date = (value: string): Date => new Date(`${value}T00:00:00Z`);

/** Ids of the organisations that the actor belongs to, as far as the register has told. For showing things. */
export async function organisationsOf(db: Db, actor: Actor): Promise<string[]> {
  const rows = await db.membership.findMany({ where: { personId: actor.id, acts: true } });
  return rows.map(({ organisationId }) => organisationId);
}

/** Which contracts the actor may see: all for officers, else those of the actor's organisations. */
export async function visibleTo(db: Db, actor: Actor): Promise<Prisma.ContractWhereInput> {
  return may(actor, 'contract:read-all') ? {} : { organisationId: { in: await organisationsOf(db, actor) } };
}

/** Throws `NotThere` unless the actor may see contracts of this organisation: others' contracts are secret. */
export async function mustSee(db: Db, actor: Actor, organisationId: string, noun: string): Promise<void> {
  if (may(actor, 'contract:read-all')) return;
  if (!(await organisationsOf(db, actor)).includes(organisationId)) throw new NotThere(noun);
}

/** The contract, locked until the change is over: its payments, returns and manager change one at a time. */
export async function loadContract(
  change: Change<PrismaClient>,
  id: string,
): Promise<Contract & { indicators: Indicator[] }> {
  await change.sql.query('SELECT 1 FROM contract WHERE id = $1::uuid FOR UPDATE', [id]);
  return found(
    await change.db.contract.findUnique({ where: { id }, include: { indicators: true } }),
    'contract',
  );
}

/** Writes under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function saveContract(
  { db }: Change<PrismaClient>,
  { id, version }: { id: string; version: number },
  data: Prisma.ContractUpdateManyMutationInput,
): Promise<void> {
  const { count } = await db.contract.updateMany({
    where: { id, version },
    data: { ...data, version: version + 1 },
  });
  if (count === 0) throw new Stale('contract');
}

export const toIndicator = (row: Indicator): contractsApi.Contract['indicators'][number] => ({
  indicatorId: row.indicatorId,
  outcomeId: row.outcomeId,
  outcome: row.outcome,
  title: row.title,
  target: row.target,
  unit: row.unit,
});

export const managerOf = (row: Contract): contractsApi.ContractManager | undefined =>
  row.managerId && row.managerName ? { id: row.managerId, name: row.managerName } : undefined;
