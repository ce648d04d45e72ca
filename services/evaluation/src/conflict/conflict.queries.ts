import type { Actor } from '@commissioning/auth';
import { NotThere, type TransactionOf } from '@commissioning/service';
import type { Declaration, PrismaClient } from '../../generated/prisma/client';
import type { Evaluation, Member } from '../evaluation/evaluation';
import { mustSit } from '../panel/panel';
import { clearance, type Declared } from './conflict';

/** What a person declared, as the rules see it. */
export async function declaredBy(
  db: TransactionOf<PrismaClient>,
  evaluationId: string,
  person: string,
): Promise<Declared[]> {
  const rows = await db.declaration.findMany({ where: { evaluationId, person } });
  return rows.map(toDeclared);
}

/**
 * The seat of a panel member who has declared about every bidder and has no open interest. Throws `NotThere` for
 * everybody else, chair and observers included: before that, a bid does not exist for them.
 */
export async function mustBeCleared(
  db: TransactionOf<PrismaClient>,
  evaluation: Evaluation,
  actor: Actor,
): Promise<Member> {
  const member = mustSit(evaluation, actor);
  const declared = await declaredBy(db, evaluation.id, actor.id);
  if (clearance(evaluation.bidIds, declared) !== 'cleared') throw new NotThere('bid');
  return member;
}

export const toDeclared = (row: Declaration): Declared => ({
  bidId: row.bidId,
  interest: row.interest as Declared['interest'],
  ...(row.degree && { degree: row.degree as Declared['degree'] }),
  ...(row.detail && { detail: row.detail }),
  ...(row.resolution && { resolution: row.resolution as Declared['resolution'] }),
});
