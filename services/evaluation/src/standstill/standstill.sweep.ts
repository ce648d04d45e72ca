import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { type Change, Clock, JOBS, Store } from '@commissioning/service';
import { evaluationStandstillEnded } from '@commissioning/schemas';
import { z } from 'zod';
import type { PrismaClient } from '../../generated/prisma/client';
import { dateOf, toLoaded } from '../evaluation/evaluation.queries';
import { type Challenge, endOfStandstill } from './standstill';

const sweepStandstills = defineJob('standstill.sweep', z.strictObject({}));

/** The job only wakes the sweep; the dates stand in rows, so a lost job costs seconds and no deadline. */
const EVERY_SECONDS = 5;

@Injectable()
export class StandstillSweep {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    @Inject(JOBS) jobs: JobQueue,
  ) {
    // Not in onModuleInit: Nest runs that once for HTTP and once more for events.
    jobs.work(sweepStandstills, () => this.sweep());
    jobs.repeat(sweepStandstills, { everySeconds: EVERY_SECONDS }, {});
  }

  /** Ends every standstill whose last day has passed and that no claim holds open. Safe to run twice at once. */
  async sweep(): Promise<void> {
    const awarded = await this.store.db.evaluation.findMany({
      where: { state: 'awarded', standstillEndedOn: null },
      select: { id: true },
    });
    for (const { id } of awarded) await this.store.transaction(undefined, (change) => this.end(change, id));
  }

  private async end(change: Change<PrismaClient>, id: string) {
    await change.sql.query('SELECT 1 FROM evaluation WHERE id = $1::uuid FOR UPDATE', [id]);
    const row = await change.db.evaluation.findUniqueOrThrow({ where: { id }, include: { panel: true } });
    const { tender } = toLoaded(row);
    const { tenderId } = tender;
    const notice = await change.db.awardNotice.findUnique({ where: { tenderId } });
    if (!notice || row.standstillEndedOn) return;
    const challenges = await change.db.challenge.findMany({ where: { tenderId } });
    const endedOn = endOfStandstill(
      {
        publishedOn: dateOf(notice.publishedOn),
        ...(notice.standstillEndsOn && { standstillEndsOn: dateOf(notice.standstillEndsOn) }),
      },
      challenges.map(({ kind, resolvedOn }) => ({
        kind: (kind ?? undefined) as Challenge['kind'],
        ...(resolvedOn && { resolvedOn: dateOf(resolvedOn) }),
      })),
      this.clock.today().toString(),
    );
    if (!endedOn) return;
    await change.db.evaluation.update({
      where: { id },
      data: { standstillEndedOn: new Date(endedOn) },
    });
    await change.emit(evaluationStandstillEnded, { evaluationId: id, tenderId, endedOn });
  }
}
