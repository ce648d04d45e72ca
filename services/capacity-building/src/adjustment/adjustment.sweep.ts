import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { Clock, JOBS, Store } from '@commissioning/service';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';

const eraseNeeds = defineJob('adjustment.erase-needs', z.strictObject({}));
const EVERY_SECONDS = 3_600;
const DAY_MS = 86_400_000;

/** Days after its session for which it is known what somebody needed: long enough to settle with suppliers. */
export class NeedsKept {
  constructor(readonly days: number) {}
}

@Injectable()
export class AdjustmentSweep {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly kept: NeedsKept,
    @Inject(JOBS) jobs: JobQueue,
  ) {
    jobs.work(eraseNeeds, async () => void (await this.sweep()));
    jobs.repeat(eraseNeeds, { everySeconds: EVERY_SECONDS }, {});
  }

  /** Forgets what was needed in sessions long over; that something was asked for stays. Resolves to how many. */
  async sweep(): Promise<number> {
    const before = new Date(this.clock.now().epochMilliseconds - this.kept.days * DAY_MS);
    let erased = 0;
    await this.store.transaction(undefined, async (change) => {
      const over = await change.db.adjustmentNeed.findMany({
        where: { adjustment: { booking: { session: { overAt: { lt: before } } } } },
        select: { adjustmentId: true },
        take: 500,
      });
      for (const { adjustmentId } of over) {
        await change.db.adjustmentNeed.delete({ where: { adjustmentId } });
        await change.audit('adjustment', adjustmentId, 'need-erased');
      }
      erased = over.length;
    });
    return erased;
  }
}
