import type { TransactionOf } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';
import type { PrismaClient, Programme } from '../../generated/prisma/client';

/** Money of a programme that approved themes have taken, in pence. */
export async function committedPence(db: TransactionOf<PrismaClient>, programmeId: string): Promise<number> {
  const { _sum } = await db.theme.aggregate({
    where: { programmeId, state: 'approved' },
    _sum: { budgetPence: true },
  });
  return Number(_sum.budgetPence ?? 0n);
}

/** The terms of a programme, as its rules look at them. */
export const termsOf = (row: Programme) => ({
  startsOn: day(row.startsOn),
  endsOn: day(row.endsOn),
  budgetPence: Number(row.budgetPence),
});

export const toProgramme = (row: Programme, committed: number): programmeApi.Programme => ({
  id: row.id,
  title: row.title,
  aim: row.aim,
  ...termsOf(row),
  committedPence: committed,
  version: row.version,
});

export const day = (date: Date): string => date.toISOString().slice(0, 10);
