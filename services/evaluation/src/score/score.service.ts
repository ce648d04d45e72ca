import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, NotThere, Store } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { mustBeCleared } from '../conflict/conflict.queries';
import { loadEvaluation, readEvaluation } from '../evaluation/evaluation.queries';
import { give } from './score';
import { scoresOf } from './score.queries';

@Injectable()
export class ScoreService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async give(
    id: string,
    draft: evaluationApi.GiveScore,
    actor: Actor,
  ): Promise<evaluationApi.PersonalScores> {
    return this.store.change(actor, async (change) => {
      const evaluation = await loadEvaluation(change, id);
      const member = await mustBeCleared(change.db, evaluation, actor);
      const { bidId, criterionId, mark, rationale } = give(evaluation, member, draft);
      const key = { evaluationId: id, person: member.person, bidId, criterionId };
      const data = { mark, rationale, scoredAt: new Date(change.now.epochMilliseconds) };
      await change.db.score.upsert({
        where: { evaluationId_person_bidId_criterionId: key },
        create: { ...key, ...data },
        update: data,
      });
      // The mark itself stays out of the trail: operators read it while scoring is still secret.
      await change.audit('evaluation', id, 'score-given', { detail: { bidId, criterionId } });
      return scoresOf(change.db, evaluation, member);
    });
  }

  /** One's own scores at any time; another's only when moderation has opened, until then they do not exist. */
  async of(id: string, person: string, actor: Actor): Promise<evaluationApi.PersonalScores> {
    const evaluation = await readEvaluation(this.store.db, id);
    const reader = await mustBeCleared(this.store.db, evaluation, actor);
    if (person === reader.person) return scoresOf(this.store.db, evaluation, reader);
    if (evaluation.state === 'preparing' || evaluation.state === 'scoring') throw new NotThere('score');
    const member = evaluation.panel.find((one) => one.person === person);
    return scoresOf(this.store.db, evaluation, found(member, 'score'));
  }
}
