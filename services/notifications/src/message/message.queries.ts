import type { Change } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import type { Facts, TemplateName } from '../letter/templates';

/**
 * Puts one message per organisation in the queue. The same cause never says the same twice to the same organisation,
 * however often the event comes.
 */
export async function tell<Name extends TemplateName>(
  { db, now }: Change<PrismaClient>,
  cause: string,
  organisationIds: readonly string[],
  template: Name,
  facts: Facts[Name],
): Promise<void> {
  await db.message.createMany({
    data: organisationIds.map((organisationId) => ({
      ...{ id: uuidv7(), cause, template, audience: organisationId, organisationId, facts, state: 'waiting' },
      createdAt: new Date(now.epochMilliseconds),
    })),
    skipDuplicates: true,
  });
}

/** Everybody on the register. */
export async function everybody({ db }: Change<PrismaClient>): Promise<string[]> {
  return (await db.organisation.findMany({ select: { id: true } })).map(({ id }) => id);
}
