import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { Clock, JOBS, Store } from '@commissioning/service';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';
import type { Rule } from './pool';
import { PoolService } from './pool.service';

const sweepPools = defineJob('pool.sweep', z.strictObject({}));

/** The job only wakes the sweep; when a pool is released stands in its row. */
const EVERY_SECONDS = 20;

@Injectable()
export class PoolSweep {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly pools: PoolService,
    @Inject(JOBS) jobs: JobQueue,
  ) {
    // Not in onModuleInit: Nest runs that once for HTTP and once more for events.
    jobs.work(sweepPools, async () => void (await this.sweep()));
    jobs.repeat(sweepPools, { everySeconds: EVERY_SECONDS }, {});
  }

  /** Releases every pool whose time has come. Resolves to how many there were. */
  async sweep(): Promise<number> {
    const due = await this.store.db.sessionPool.findMany({
      where: {
        releasedAt: null,
        releaseAt: { lte: new Date(this.clock.now().epochMilliseconds) },
        session: { state: 'scheduled' },
      },
      orderBy: [{ releaseAt: 'asc' }, { sessionId: 'asc' }],
    });
    const failures: unknown[] = [];
    // One that fails must not keep the others closed.
    for (const { sessionId, rule } of due)
      await this.pools.releaseDue(sessionId, rule as Rule).catch((error: unknown) => failures.push(error));
    if (failures.length > 0)
      throw new AggregateError(failures, `${failures.length} pools could not be released.`);
    return due.length;
  }
}
