import type { TransactionOf } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import type { Procurement } from '../contract/contract';
import { day } from '../contract/contract.queries';

/** What is known of a tender's competition; nothing but open questions when no fact about it has come. */
export async function procurementOf(db: TransactionOf<PrismaClient>, tenderId: string): Promise<Procurement> {
  const row = await db.procurement.findUnique({ where: { tenderId } });
  const open = await db.challenge.findMany({ where: { tenderId, kind: { not: null }, resolvedOn: null } });
  const count = (kind: string) => open.filter((challenge) => challenge.kind === kind).length;
  return {
    ...(row?.regime && { regime: row.regime }),
    ...(row?.awardNoticeOn && { awardNoticeOn: day(row.awardNoticeOn) }),
    ...(row?.standstillEndsOn && { standstillEndsOn: day(row.standstillEndsOn) }),
    ...(row?.standstillEndedOn && { standstillEndedOn: day(row.standstillEndedOn) }),
    openClaims: count('claim'),
    openComplaints: count('complaint'),
  };
}
