import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { must, NotThere, Store } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import type { Declaration, PrismaClient } from '../../generated/prisma/client';
import { bidderNames, type Loaded, loadEvaluation, readEvaluation } from '../evaluation/evaluation.queries';
import { mayFollow, mustSit, seatedAs } from '../panel/panel';
import { declare, resolve } from './conflict';
import { declaredBy } from './conflict.queries';

@Injectable()
export class ConflictService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** Bidders are named by then; what they wrote is not yet there for the declarer. */
  async declare(
    id: string,
    { declarations }: evaluationApi.DeclareInterests,
    actor: Actor,
  ): Promise<evaluationApi.DeclarationList> {
    return this.store.change(actor, async (change) => {
      const evaluation = await loadEvaluation(change, id);
      const { person } = mustSit(evaluation, actor);
      must(
        evaluation.bidIds.length > 0,
        'bids-are-not-open',
        'Bidders are named when the bids are opened; declare then.',
      );
      const names = await bidderNames(change.db, evaluation);
      must(
        names.size === evaluation.bidIds.length,
        'bids-still-arriving',
        'Not every bidder is known here yet.',
      );
      const key = { evaluationId: id, person };
      const earlier = await declaredBy(change.db, id, person);
      const now = declare(evaluation.bidIds, earlier, declarations);
      for (const declared of now.filter((one) => !earlier.includes(one))) {
        const { bidId, interest, degree = null, detail = null } = declared;
        const declaredAt = new Date(change.now.epochMilliseconds);
        const fresh = { resolution: null, resolutionReason: null, resolvedBy: null, resolvedAt: null };
        await change.db.declaration.upsert({
          where: { evaluationId_person_bidId: { ...key, bidId } },
          create: { ...key, bidId, interest, degree, detail, declaredAt },
          update: { interest, degree, detail, declaredAt, ...fresh },
        });
      }
      await change.audit('evaluation', id, 'interests-declared', {
        detail: { declared: now.filter(({ interest }) => interest !== 'none').length },
      });
      return this.listed(await change.db.declaration.findMany({ where: key }), evaluation, names);
    });
  }

  async resolve(
    id: string,
    resolution: evaluationApi.ResolveConflict,
    actor: Actor,
  ): Promise<evaluationApi.DeclarationList> {
    return this.store.change(actor, async (change) => {
      const evaluation = await loadEvaluation(change, id);
      if (!mayFollow(evaluation, actor)) throw new NotThere('evaluation');
      const { person, bidId, outcome, reason } = resolution;
      const declared = (await declaredBy(change.db, id, person)).find((one) => one.bidId === bidId);
      resolve(declared, person, actor.id, resolution);
      await change.db.declaration.update({
        where: { evaluationId_person_bidId: { evaluationId: id, person, bidId } },
        data: {
          resolution: outcome,
          resolutionReason: reason,
          resolvedBy: actor.id,
          resolvedAt: new Date(change.now.epochMilliseconds),
        },
      });
      await change.audit('evaluation', id, `conflict-${outcome}`, { reason, detail: { person, bidId } });
      const rows = await change.db.declaration.findMany({ where: { evaluationId: id, person } });
      return this.listed(rows, evaluation, await bidderNames(change.db, evaluation));
    });
  }

  /** One's own declarations; chair and commissioner see everybody's, because they decide about them. */
  async list(id: string, actor: Actor): Promise<evaluationApi.DeclarationList> {
    const evaluation = await readEvaluation(this.store.db, id);
    if (!mayFollow(evaluation, actor)) throw new NotThere('evaluation');
    const decides = seatedAs(evaluation, actor.id)?.role === 'chair' || actor.roles.includes('commissioner');
    const rows = await this.store.db.declaration.findMany({
      where: { evaluationId: id, ...(!decides && { person: actor.id }) },
      orderBy: [{ person: 'asc' }, { bidId: 'asc' }],
    });
    return this.listed(rows, evaluation, await bidderNames(this.store.db, evaluation));
  }

  private listed(
    rows: Declaration[],
    { panel }: Loaded,
    bidders: Map<string, string>,
  ): evaluationApi.DeclarationList {
    const nameOf = (person: string) => panel.find((member) => member.person === person)?.name ?? person;
    return {
      items: rows.map((row) => ({
        person: row.person,
        name: nameOf(row.person),
        bidId: row.bidId,
        organisationName: bidders.get(row.bidId) ?? row.bidId,
        interest: row.interest as evaluationApi.Declaration['interest'],
        ...(row.degree && { degree: row.degree as evaluationApi.Declaration['degree'] }),
        ...(row.detail && { detail: row.detail }),
        declaredAt: row.declaredAt.toISOString(),
        ...(row.resolution && { resolution: resolutionOf(row) }),
      })),
    };
  }
}

const resolutionOf = (row: Declaration): NonNullable<evaluationApi.Declaration['resolution']> => ({
  outcome: row.resolution as 'may-continue' | 'must-leave',
  reason: row.resolutionReason ?? '',
  by: row.resolvedBy ?? '',
  at: (row.resolvedAt as Date).toISOString(),
});
