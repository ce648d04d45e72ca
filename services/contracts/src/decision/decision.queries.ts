import type { TransactionOf } from '@commissioning/service';
import type { Contract, PrismaClient } from '../../generated/prisma/client';
import { day } from '../contract/contract.queries';
import type { Decision } from './decision';

/** The newest decision about the set that a contract came from; undefined while none is known. */
export async function decisionBehind(
  db: TransactionOf<PrismaClient>,
  { evaluationId, setHash }: Pick<Contract, 'evaluationId' | 'setHash'>,
): Promise<Decision | undefined> {
  if (!evaluationId || !setHash) return undefined;
  const row = await db.awardDecision.findFirst({
    where: { evaluationId, setHash },
    orderBy: [{ decidedAt: 'desc' }, { id: 'desc' }],
  });
  if (!row?.outcome) return undefined;
  return {
    outcome: row.outcome,
    ...(row.callInEndsOn && { callInEndsOn: day(row.callInEndsOn) }),
    ...(row.callIn && { callIn: row.callIn }),
  };
}
