import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, NotThere, Store } from '@commissioning/service';
import { evaluationPanelAppointed, type evaluationApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Member, sitting } from '../evaluation/evaluation';
import {
  type Loaded,
  loadEvaluation,
  readEvaluation,
  saveEvaluation,
} from '../evaluation/evaluation.queries';
import { toView } from '../evaluation/evaluation.view';
import { appoint, mayFollow, seatOf } from './panel';

@Injectable()
export class PanelService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async appoint(
    id: string,
    version: number,
    panel: evaluationApi.AppointPanel,
    actor: Actor,
  ): Promise<evaluationApi.Evaluation> {
    return this.store.change(actor, async (change) => {
      const evaluation = await this.load(change, id, version);
      const anyScores = (await change.db.score.count({ where: { evaluationId: id } })) > 0;
      const members = appoint(evaluation, panel, anyScores);
      await change.db.panelMember.deleteMany({ where: { evaluationId: id } });
      await change.db.panelMember.createMany({
        data: members.map((member, place) => ({ ...seat(id, member), place })),
      });
      return this.tell(change, evaluation);
    });
  }

  async substitute(
    id: string,
    version: number,
    substitution: evaluationApi.SubstituteMember,
    actor: Actor,
  ): Promise<evaluationApi.Evaluation> {
    return this.store.change(actor, async (change) => {
      const evaluation = await this.load(change, id, version);
      const { role, scores } = seatOf(evaluation, substitution);
      const { leaves, joins, reason } = substitution;
      await change.db.panelMember.update({
        where: { evaluationId_person: { evaluationId: id, person: leaves } },
        data: { leftAt: new Date(change.now.epochMilliseconds), leftBecause: reason },
      });
      await change.db.panelMember.create({
        data: { ...seat(id, { ...joins, role, scores }), place: evaluation.panel.length },
      });
      return this.tell(change, evaluation, reason);
    });
  }

  private async load(change: Change<PrismaClient>, id: string, version: number): Promise<Loaded> {
    const evaluation = await loadEvaluation(change, id, version);
    if (!mayFollow(evaluation, change.actor)) throw new NotThere('evaluation');
    return evaluation;
  }

  private async tell(
    change: Change<PrismaClient>,
    before: Loaded,
    reason?: string,
  ): Promise<evaluationApi.Evaluation> {
    await saveEvaluation(change, before);
    const evaluation = await readEvaluation(change.db, before.id);
    const seats = sitting(evaluation);
    const ids = (keep: (member: Member) => boolean) => seats.filter(keep).map(({ person }) => person);
    await change.emit(
      evaluationPanelAppointed,
      {
        evaluationId: evaluation.id,
        tenderId: evaluation.tender.tenderId,
        chair: ids(({ role }) => role === 'chair')[0] as string,
        evaluators: ids(({ scores }) => scores),
        observers: ids(({ role }) => role === 'observer'),
      },
      reason,
    );
    return toView(change.db, evaluation, change.actor);
  }
}

const seat = (evaluationId: string, { person, name, role, scores }: Member) => ({
  evaluationId,
  person,
  name,
  role,
  scores,
});
