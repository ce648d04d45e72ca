import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { NotThere, Store } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { mayFollow } from '../panel/panel';
import { readEvaluation, toLoaded } from './evaluation.queries';
import { toView } from './evaluation.view';

@Injectable()
export class EvaluationService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async list(tenderId: string | undefined, actor: Actor): Promise<{ items: evaluationApi.Evaluation[] }> {
    const rows = await this.store.db.evaluation.findMany({
      where: { tenderId },
      include: { panel: { orderBy: { place: 'asc' } } },
      orderBy: { id: 'desc' },
      take: 200,
    });
    const visible = rows.map(toLoaded).filter((evaluation) => mayFollow(evaluation, actor));
    return {
      items: await Promise.all(visible.map((evaluation) => toView(this.store.db, evaluation, actor))),
    };
  }

  async show(id: string, actor: Actor): Promise<evaluationApi.Evaluation> {
    const evaluation = await readEvaluation(this.store.db, id);
    if (!mayFollow(evaluation, actor)) throw new NotThere('evaluation');
    return toView(this.store.db, evaluation, actor);
  }
}
