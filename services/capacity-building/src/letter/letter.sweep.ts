import { Inject, Injectable } from '@nestjs/common';
import { londonDate, subtractWorkingDays } from '@commissioning/calendar';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { Clock, JOBS, Rush, Store } from '@commissioning/service';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';
import { AdjustmentBoardService } from '../adjustment/adjustment-board.service';
import { Organiser } from '../calendar/calendar';
import { FeedbackWindow } from '../feedback/feedback';
import { Reminders } from './letter';
import { newsOf, queued, type Queued, reminded, remindersOf } from './letter-about';
import { LetterPost } from './letter.post';
import { noteTold, notToldYet, partiesAround, type PartyRow, queue } from './letter.queries';
import { tellingOf } from './standing';

const tellNews = defineJob('letter.tell-news', z.strictObject({}), { retries: 0 });
const remind = defineJob('letter.remind', z.strictObject({}), { retries: 0 });

const NEWS_EVERY_SECONDS = 15;
const REMIND_EVERY_SECONDS = 900;
/** Few enough that nobody feels a batch who is booking meanwhile. */
const AT_ONCE = 25;
const NOBODY = '00000000-0000-0000-0000-000000000000';
const DAY_MS = 86_400_000;
const AHEAD_DAYS = 21;

/** Working days before a session on which those arranging are warned of adjustments that are not confirmed. */
const WARN_WORKING_DAYS = 5;

/** What is to be said follows from rows, so a lost turn costs seconds and never a letter. */
@Injectable()
export class LetterSweep {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly organiser: Organiser,
    private readonly reminders: Reminders,
    private readonly window: FeedbackWindow,
    private readonly boards: AdjustmentBoardService,
    private readonly post: LetterPost,
    private readonly rush: Rush,
    @Inject(JOBS) jobs: JobQueue,
  ) {
    jobs.work(tellNews, () => this.tell());
    jobs.repeat(tellNews, { everySeconds: NEWS_EVERY_SECONDS }, {});
    jobs.work(remind, () => this.remind());
    jobs.repeat(remind, { everySeconds: REMIND_EVERY_SECONDS }, {});
  }

  /** Writes what organisations do not know yet, and hands over every letter that waits. */
  async tell(): Promise<void> {
    let last: string | undefined = NOBODY;
    while (last) {
      await this.rush.over();
      last = await this.write(last);
    }
    await this.post.hand();
  }

  /** Writes the reminders of today and the warnings to those arranging. */
  async remind(): Promise<void> {
    const now = this.clock.now();
    const around = (days: number) => new Date(now.epochMilliseconds + days * DAY_MS);
    const warnings = await this.boards.unconfirmed();
    await this.store.transaction(undefined, async (change) => {
      const parties = await partiesAround(change.db, around(-this.window.days), around(AHEAD_DAYS));
      const due = parties.flatMap((row) =>
        this.reminders
          .dueFor(reminded(row), now)
          .flatMap((template) => remindersOf(row, template, this.window.days)),
      );
      await queue(change, [...due, ...warnings.flatMap((warning) => this.warningOf(warning))]);
    });
    await this.post.hand();
  }

  /**
   * One batch in one transaction: the letter and what the organisation then knows, both or neither. Goes on behind the
   * booking `after`; resolves to the last one that it looked at, while there may be more.
   */
  private async write(after: string): Promise<string | undefined> {
    let rows: PartyRow[] = [];
    await this.store.transaction(undefined, async (change) => {
      // Processes take turns: two would tell the same twice, under two numbers.
      await change.sql.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 14))::text', ['letters']);
      const now = new Date(change.now.epochMilliseconds);
      rows = await notToldYet(change, now, after, AT_ONCE);
      await queue(
        change,
        rows.flatMap((row) => newsOf(row, this.organiser, now)),
      );
      await noteTold(change, rows.map(tellingOf));
    });
    return rows.length === AT_ONCE ? rows.at(-1)?.id : undefined;
  }

  private warningOf(warning: Awaited<ReturnType<AdjustmentBoardService['unconfirmed']>>[number]): Queued[] {
    const { sessionId, courseTitle, startsAt, unconfirmed, cannotMeet } = warning;
    const heldOn = londonDate(startsAt);
    const from = subtractWorkingDays(heldOn, WARN_WORKING_DAYS, 'england');
    if (this.clock.today().toString() < from.toString()) return [];
    const facts = { courseTitle, startsAt, unconfirmed, cannotMeet };
    const to = { email: this.organiser.email };
    return [queued(sessionId, 'training-adjustments-unconfirmed', heldOn.toString(), to, facts)];
  }
}
