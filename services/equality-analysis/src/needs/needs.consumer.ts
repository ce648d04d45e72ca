import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { needsDataPublished } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

@Controller()
export class NeedsConsumer {
  /** The event says that figures are there; the sweep fetches them, so that a service that is away delays nothing here. */
  @On(needsDataPublished)
  async note({ fact }: Received<typeof needsDataPublished>, change: Change<PrismaClient>) {
    const { versionId: id, title } = fact;
    const data = { title, publishedAt: new Date(fact.publishedAt) };
    await change.db.needsVersion.upsert({ where: { id }, create: { id, ...data }, update: data });
  }
}
