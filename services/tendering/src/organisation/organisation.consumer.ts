import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { organisationChanged, organisationRegistered } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

@Controller()
export class OrganisationConsumer {
  @On(organisationRegistered)
  async noteRegistration(received: Received<typeof organisationRegistered>, change: Change<PrismaClient>) {
    await note(received, change);
  }

  @On(organisationChanged)
  async noteChange(received: Received<typeof organisationChanged>, change: Change<PrismaClient>) {
    await note(received, change);
  }
}

async function note(
  { fact, envelope: { sequence } }: Received<typeof organisationRegistered>,
  { db }: Change<PrismaClient>,
): Promise<void> {
  const { organisationId: id, name } = fact;
  const { count } = await db.organisation.updateMany({
    where: { id, sequence: { lt: sequence } },
    data: { name, fact, sequence },
  });
  if (count === 0) {
    await db.organisation.createMany({ data: { id, name, fact, sequence }, skipDuplicates: true });
  }
}
