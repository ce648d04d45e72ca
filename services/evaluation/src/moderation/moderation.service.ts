import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, must, NotThere, Store } from '@commissioning/service';
import { type evaluationApi, evaluationQualityLocked } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { clearance } from '../conflict/conflict';
import { declaredBy, mustBeCleared } from '../conflict/conflict.queries';
import { type Evaluation, lockQuality, openModeration, thingsToScore } from '../evaluation/evaluation';
import {
  type Loaded,
  loadEvaluation,
  readEvaluation,
  saveEvaluation,
} from '../evaluation/evaluation.queries';
import { toView } from '../evaluation/evaluation.view';
import { mustChair } from '../panel/panel';
import { unfinished } from '../score/score';
import { countingScores } from '../score/score.queries';
import { record } from './moderation';
import { itemOf, tableOf } from './moderation.queries';

@Injectable()
export class ModerationService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async open(id: string, version: number, actor: Actor): Promise<evaluationApi.Evaluation> {
    return this.store.change(actor, async (change) => {
      const evaluation = await this.led(change, id, version);
      const missing = unfinished(evaluation, await countingScores(change.db, evaluation));
      const saved = await saveEvaluation(change, openModeration(evaluation, missing));
      await change.audit('evaluation', id, 'moderation-opened');
      return toView(change.db, saved, actor);
    });
  }

  async record(
    id: string,
    discussion: evaluationApi.RecordModeration,
    actor: Actor,
  ): Promise<evaluationApi.ModerationItem> {
    return this.store.change(actor, async (change) => {
      const evaluation = await this.led(change, id);
      const scores = await countingScores(change.db, evaluation);
      const { bidId, criterionId, ...said } = record(evaluation, scores, discussion);
      await this.mustAllBeCleared(change, evaluation, said.present);
      const key = { evaluationId: id, bidId, criterionId };
      const data = { ...said, recordedBy: actor.id, recordedAt: new Date(change.now.epochMilliseconds) };
      await change.db.moderation.upsert({
        where: { evaluationId_bidId_criterionId: key },
        create: { ...key, ...data },
        update: data,
      });
      await change.audit('evaluation', id, 'consensus-recorded', {
        reason: said.reason,
        detail: { bidId, criterionId, mark: said.mark, moves: said.moves },
      });
      return itemOf(change.db, evaluation, bidId, criterionId);
    });
  }

  async lock(id: string, version: number, actor: Actor): Promise<evaluationApi.Evaluation> {
    return this.store.change(actor, async (change) => {
      const evaluation = await this.led(change, id, version);
      const discussed = await change.db.moderation.count({ where: { evaluationId: id } });
      const undiscussed = thingsToScore(evaluation).length - discussed;
      const saved = await saveEvaluation(change, lockQuality(evaluation, undiscussed, change.now));
      await change.emit(evaluationQualityLocked, {
        evaluationId: id,
        tenderId: evaluation.tender.tenderId,
        lockedAt: change.now.toString(),
      });
      return toView(change.db, saved, actor);
    });
  }

  /** Everybody's scores side by side; before moderation opens there is no such table. */
  async table(id: string, actor: Actor): Promise<evaluationApi.ModerationTable> {
    const evaluation = await readEvaluation(this.store.db, id);
    await mustBeCleared(this.store.db, evaluation, actor);
    if (evaluation.state === 'preparing' || evaluation.state === 'scoring') throw new NotThere('moderation');
    return tableOf(this.store.db, evaluation);
  }

  private async led(change: Change<PrismaClient>, id: string, version?: number): Promise<Loaded> {
    const evaluation = await loadEvaluation(change, id, version);
    mustChair(evaluation, change.actor);
    await mustBeCleared(change.db, evaluation, change.actor);
    return evaluation;
  }

  private async mustAllBeCleared(
    change: Change<PrismaClient>,
    evaluation: Evaluation,
    present: readonly string[],
  ): Promise<void> {
    for (const person of present) {
      const declared = await declaredBy(change.db, evaluation.id, person);
      must(
        clearance(evaluation.bidIds, declared) === 'cleared',
        'present-with-an-open-interest',
        `${person} has not declared about every bidder, or has an interest that is not decided about.`,
      );
    }
  }
}
