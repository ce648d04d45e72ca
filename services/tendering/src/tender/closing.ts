import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { tenderClosed } from '@commissioning/schemas';
import { Clock, JOBS, Store } from '@commissioning/service';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';
import { isDue } from './tender';
import { dateOf, loadTender, saveTender } from './tender.queries';

const CLOSE_TENDERS = defineJob('tender.close', z.object({}));
const EVERY_SECONDS = 5;

/**
 * Says that a tender has closed. That nothing is taken any more is decided by the clock in every change of a bid;
 * a late or lost turn of this sweep delays the announcement and nothing else.
 */
@Injectable()
export class Closing {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    @Inject(JOBS) jobs: JobQueue,
  ) {
    jobs.work(CLOSE_TENDERS, () => this.sweep());
    jobs.repeat(CLOSE_TENDERS, { everySeconds: EVERY_SECONDS }, {});
  }

  /** Announces every tender whose time has come. */
  async sweep(): Promise<void> {
    const due = await this.store.db.tender.findMany({
      where: { state: 'published', closesAt: { lte: dateOf(this.clock.now()) } },
      select: { id: true },
    });
    for (const { id } of due) await this.close(id);
  }

  private async close(id: string): Promise<void> {
    await this.store.transaction(undefined, async (change) => {
      const tender = await loadTender(change, id);
      if (!isDue(tender, change.now) || !tender.closesAt) return;
      await saveTender(change, tender, { state: 'closed', closedAt: new Date(tender.closesAt) });
      await change.emit(tenderClosed, { tenderId: id, closedAt: tender.closesAt });
    });
  }
}
