import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { JOBS, LOG, type Logger } from '@commissioning/service';
import { z } from 'zod';
import { SegmentStore } from './segment-store';

const upkeep = defineJob('segments.upkeep', z.strictObject({}));
const EVERY_SECONDS = 300;

/** Keeps the number of segments small and the folder free of what a crash left behind; at start too. */
@Injectable()
export class SegmentUpkeep {
  constructor(
    private readonly segments: SegmentStore,
    @Inject(JOBS) jobs: JobQueue,
    @Inject(LOG) private readonly log: Logger,
  ) {
    // Not in onModuleInit: Nest runs that once for HTTP and once more for events.
    jobs.work(upkeep, () => this.sweep());
    jobs.repeat(upkeep, { everySeconds: EVERY_SECONDS }, {});
  }

  async sweep(): Promise<void> {
    const merged = await this.segments.compact();
    const removed = await this.segments.removeOrphans();
    if (removed.length > 0) this.log.info({ merged, removed }, 'Files that no fact refers to were removed');
  }
}
