import type { TransactionOf } from '@commissioning/service';
import type { Contract, PrismaClient } from '../../generated/prisma/client';
import type { Procurement } from '../contract/contract';
import { day } from '../contract/contract.queries';
import { decisionBehind } from '../decision/decision.queries';

/** What is known of the competition behind a contract; nothing but open questions when no fact about it has come. */
export async function procurementOf(
  db: TransactionOf<PrismaClient>,
  contract: Pick<Contract, 'tenderId' | 'evaluationId' | 'setHash'>,
): Promise<Procurement> {
  const { tenderId } = contract;
  const decision = await decisionBehind(db, contract);
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
    ...(decision && { decision }),
  };
}
