import type { Change } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';

export async function noteName(
  { sql }: Change<PrismaClient>,
  organisationId: string,
  name: string,
  sequence: bigint,
): Promise<void> {
  await sql.query(
    `INSERT INTO organisation AS known (id, name, sequence) VALUES ($1::uuid, $2, $3::bigint)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, sequence = EXCLUDED.sequence
     WHERE known.sequence < EXCLUDED.sequence`,
    [organisationId, name, sequence],
  );
}

export async function noteMember(
  { sql }: Change<PrismaClient>,
  { organisationId, personId }: { organisationId: string; personId: string },
  acts: boolean,
  sequence: bigint,
): Promise<void> {
  await sql.query(
    `INSERT INTO member AS known (organisation_id, person_id, acts, sequence)
     VALUES ($1::uuid, $2, $3::boolean, $4::bigint)
     ON CONFLICT (organisation_id, person_id) DO UPDATE SET acts = EXCLUDED.acts, sequence = EXCLUDED.sequence
     WHERE known.sequence < EXCLUDED.sequence`,
    [organisationId, personId, acts, sequence],
  );
}
