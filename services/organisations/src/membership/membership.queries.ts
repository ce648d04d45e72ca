import { type Actor, may } from '@commissioning/auth';
import { Forbidden, type TransactionOf } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';

type Db = TransactionOf<PrismaClient>;

/** Whether the person acts for the organisation today. */
export async function isMember(db: Db, personId: string, organisationId: string): Promise<boolean> {
  return (await db.membership.count({ where: { personId, organisationId, leftAt: null } })) > 0;
}

/** Throws `Forbidden` unless the actor is a member, or an officer who enters things on behalf of organisations. */
export async function mustSpeakFor(db: Db, actor: Actor, organisationId: string): Promise<void> {
  if (may(actor, 'organisation:register-on-behalf')) return;
  if (await isMember(db, actor.id, organisationId)) return;
  throw new Forbidden('not-your-organisation', 'You do not act for this organisation.');
}
