import type { organisationsApi } from '@commissioning/schemas';
import type { Invitation } from '../../generated/prisma/client';

export const toInvitation = (
  row: Invitation & { organisation: { name: string } },
): organisationsApi.Invitation => ({
  id: row.id,
  organisationId: row.organisationId,
  organisationName: row.organisation.name,
  ...(row.personId && { personId: row.personId }),
  ...(row.email && { email: row.email }),
  state: row.state as organisationsApi.Invitation['state'],
  invitedAt: row.invitedAt.toISOString(),
  expiresAt: row.expiresAt.toISOString(),
});
