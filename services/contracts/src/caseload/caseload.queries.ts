import type { Change, TransactionOf } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { date } from '../contract/contract.queries';

/**
 * Locks a manager's caseload until the change is over, so that two assignments at once cannot both see the same room.
 * The first assignment makes the row. Answers the capacity in points.
 */
export async function lockCaseload(
  { sql }: Change<PrismaClient>,
  manager: { id: string; name: string },
  defaultCapacity: number,
): Promise<number> {
  const [row] = await sql.query<{ capacity: number | null }>(
    `INSERT INTO caseload (manager_id, name) VALUES ($1, $2)
     ON CONFLICT (manager_id) DO UPDATE SET name = excluded.name RETURNING capacity`,
    [manager.id, manager.name],
  );
  return row?.capacity ?? defaultCapacity;
}

/** Points that a manager carries on a day, one contract left out. */
export async function carriedPoints(
  db: TransactionOf<PrismaClient>,
  managerId: string,
  today: string,
  exceptContractId: string,
): Promise<number> {
  const { _sum } = await db.contract.aggregate({
    where: { managerId, endsOn: { gte: date(today) }, NOT: { id: exceptContractId } },
    _sum: { points: true },
  });
  return _sum.points ?? 0;
}
