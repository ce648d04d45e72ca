import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  organisationChanged,
  organisationMemberJoined,
  organisationMemberLeft,
  organisationRegistered,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

/** What the register says of organisations and their people; the newest word of each holds. */
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

  @On(organisationMemberJoined)
  async join({ fact, envelope }: Received<typeof organisationMemberJoined>, change: Change<PrismaClient>) {
    await keepMember(change, fact, true, envelope.sequence);
  }

  @On(organisationMemberLeft)
  async leave({ fact, envelope }: Received<typeof organisationMemberLeft>, change: Change<PrismaClient>) {
    await keepMember(change, fact, false, envelope.sequence);
  }
}

async function keep(
  { fact, envelope }: Received<typeof organisationRegistered>,
  { sql }: Change<PrismaClient>,
): Promise<void> {
  await sql.query(
    `INSERT INTO organisation AS o (id, name, small, sequence) VALUES ($1::uuid, $2, $3, $4)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, small = excluded.small, sequence = excluded.sequence
     WHERE o.sequence < excluded.sequence`,
    [fact.organisationId, fact.name, fact.small, envelope.sequence],
  );
}

async function keepMember(
  { sql }: Change<PrismaClient>,
  { organisationId, personId }: { organisationId: string; personId: string },
  acts: boolean,
  sequence: bigint,
): Promise<void> {
  await sql.query(
    `INSERT INTO membership AS m (organisation_id, person_id, acts, sequence) VALUES ($1::uuid, $2, $3, $4)
     ON CONFLICT (organisation_id, person_id) DO UPDATE SET acts = excluded.acts, sequence = excluded.sequence
     WHERE m.sequence < excluded.sequence`,
    [organisationId, personId, acts, sequence],
  );
}
