import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { organisationChanged, organisationRegistered } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

type News = Received<typeof organisationRegistered | typeof organisationChanged>;

/** Size and focus of organisations, for the mix of a set. */
@Controller()
export class OrganisationConsumer {
  @On(organisationRegistered)
  async noteRegistered(news: Received<typeof organisationRegistered>, change: Change<PrismaClient>) {
    await note(news, change);
  }

  @On(organisationChanged)
  async noteChanged(news: Received<typeof organisationChanged>, change: Change<PrismaClient>) {
    await note(news, change);
  }
}

async function note({ fact, envelope: { sequence } }: News, change: Change<PrismaClient>): Promise<void> {
  const { organisationId: id, small, equalityFocus } = fact;
  const known = await change.db.organisation.findUnique({ where: { id } });
  if (known && known.sequence >= sequence) return;
  const data = { small, equalityFocus, sequence };
  await change.db.organisation.upsert({ where: { id }, create: { id, ...data }, update: data });
}
