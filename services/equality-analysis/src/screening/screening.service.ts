import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, Store } from '@commissioning/service';
import { analysisScreeningCompleted, type equalityAnalysisApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { answer, complete } from './screening';
import { loadScreening, saveScreening, toScreening } from './screening.queries';

@Injectable()
export class ScreeningService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async answer(
    id: string,
    version: number,
    { answers }: equalityAnalysisApi.AnswerScreening,
    actor: Actor,
  ): Promise<equalityAnalysisApi.Screening> {
    return this.store.change(actor, async (change) => {
      const screening = answer(await loadScreening(change, id, version), answers);
      const saved = await saveScreening(change, screening);
      await change.audit('analysis', id, 'screening-answered', { detail: { answers: answers.length } });
      return saved;
    });
  }

  async complete(
    id: string,
    version: number,
    { outcome, reason }: equalityAnalysisApi.CompleteScreening,
    actor: Actor,
  ): Promise<equalityAnalysisApi.Screening> {
    return this.store.change(actor, async (change) => {
      const screening = complete(await loadScreening(change, id, version), outcome, reason);
      const saved = await saveScreening(change, screening);
      await change.emit(
        analysisScreeningCompleted,
        { analysisId: id, themeId: screening.themeId, outcome, reason, completedAt: change.now.toString() },
        reason,
      );
      return saved;
    });
  }

  async list(themeId?: string): Promise<{ items: equalityAnalysisApi.Screening[] }> {
    const rows = await this.store.db.screening.findMany({
      where: { themeId },
      orderBy: { id: 'desc' },
      take: 200,
    });
    return { items: rows.map(toScreening) };
  }

  async show(id: string): Promise<equalityAnalysisApi.Screening> {
    return toScreening(found(await this.store.db.screening.findUnique({ where: { id } }), 'screening'));
  }
}
