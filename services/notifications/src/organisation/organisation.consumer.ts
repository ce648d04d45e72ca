import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { organisationChanged, organisationRegistered } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

/** Who is on the register, by name; addresses stay with the register and are asked for when they are needed. */
@Controller()
export class OrganisationConsumer {
  @On(organisationRegistered)
  async enter(received: Received<typeof organisationRegistered>, change: Change<PrismaClient>) {
    await keep(received, change);
  }

  @On(organisationChanged)
  async change(received: Received<typeof organisationChanged>, change: Change<PrismaClient>) {
    await keep(received, change);
  }
}

async function keep(
  { fact, envelope }: Received<typeof organisationRegistered>,
  { sql }: Change<PrismaClient>,
): Promise<void> {
  await sql.query(
    `INSERT INTO organisation AS o (id, name, sequence) VALUES ($1::uuid, $2, $3)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, sequence = excluded.sequence
     WHERE o.sequence < excluded.sequence`,
    [fact.organisationId, fact.name, envelope.sequence],
  );
}
