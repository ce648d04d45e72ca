import { defineJob, type JobQueue } from '@commissioning/jobs';
import { purgeInbox } from '@commissioning/messaging';
import { z } from 'zod';
import type { PrismaLike, Store } from '../data/store';

const upkeep = defineJob('inbox.upkeep', z.strictObject({}));
const EVERY_SECONDS = 3_600;

/** Keeps every service's inbox to the days for which it must tell repeats from news by their ids. */
export class InboxUpkeep {
  constructor(
    private readonly store: Store<PrismaLike>,
    jobs: JobQueue,
  ) {
    jobs.work(upkeep, async () => void (await this.sweep()));
    jobs.repeat(upkeep, { everySeconds: EVERY_SECONDS }, {});
  }

  /** Removes what is past its time, a portion a transaction, so that handlers never wait long; resolves to how many. */
  async sweep(): Promise<number> {
    let removed = 0;
    for (let portion = -1; portion !== 0; removed += portion) {
      await this.store.transaction(undefined, async (_, sql) => void (portion = await purgeInbox(sql)));
    }
    return removed;
  }
}
