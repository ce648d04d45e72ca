import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { Clock, JOBS, LOG, type Logger, Peers, Store } from '@commissioning/service';
import type { analyticsApi } from '@commissioning/schemas';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';

const fetchNeeds = defineJob('needs.fetch', z.strictObject({}));

const EVERY_SECONDS = 10;

/** Needs figures of the newest published version, kept here so that a check can always say what it was made with. */
@Injectable()
export class NeedsService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly peers: Peers,
    private readonly clock: Clock,
    @Inject(LOG) private readonly log: Logger,
    @Inject(JOBS) jobs: JobQueue,
  ) {
    // Not in onModuleInit: Nest runs that once for HTTP and once more for events.
    jobs.work(fetchNeeds, () => this.fetch());
    jobs.repeat(fetchNeeds, { everySeconds: EVERY_SECONDS }, {});
  }

  /** The newest figures, or undefined while none have been published or analytics does not answer. */
  async current(): Promise<analyticsApi.NeedsBaseline | undefined> {
    await this.fetch();
    const newest = await this.newest();
    return (newest?.baseline ?? undefined) as analyticsApi.NeedsBaseline | undefined;
  }

  /** Fetches the newest version where it is announced and not here. Failing is logged; the next turn tries again. */
  async fetch(): Promise<void> {
    const newest = await this.newest();
    if (!newest || newest.baseline) return;
    try {
      const baseline = await this.peers.get<analyticsApi.NeedsBaseline>('analytics', '/v1/needs/baseline');
      const now = new Date(this.clock.now().epochMilliseconds);
      const kept = { title: baseline.title, baseline, fetchedAt: now };
      // Analytics answers with its newest version, which may be one whose news is still on its way here.
      await this.store.db.needsVersion.upsert({
        where: { id: baseline.versionId },
        create: { id: baseline.versionId, publishedAt: now, ...kept },
        update: kept,
      });
    } catch (error) {
      this.log.warn(
        { version: newest.id, error: String(error) },
        'Needs figures are announced and not to be had yet',
      );
    }
  }

  private newest() {
    return this.store.db.needsVersion.findFirst({ orderBy: [{ publishedAt: 'desc' }, { id: 'desc' }] });
  }
}
