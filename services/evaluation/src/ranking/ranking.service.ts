import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, found, must, NotThere, Store } from '@commissioning/service';
import type { evaluationApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { mustBeCleared } from '../conflict/conflict.queries';
import {
  type Loaded,
  loadEvaluation,
  readEvaluation,
  saveEvaluation,
} from '../evaluation/evaluation.queries';
import { seatedAs } from '../panel/panel';
import { changesWinners } from './ranking';
import { type Standing, standingOf, toRanking } from './ranking.queries';

const REASON = 20;

@Injectable()
export class RankingService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** For the panel and the commissioner, once quality is locked and prices are open. */
  async show(id: string, actor: Actor): Promise<evaluationApi.Ranking> {
    const evaluation = await readEvaluation(this.store.db, id);
    await mustBeParty(this.store.db, evaluation, actor);
    return toRanking(this.store.db, evaluation, await standingOf(this.store.db, evaluation));
  }

  async resolveLowPrice(
    id: string,
    bidId: string,
    answer: evaluationApi.ResolveLowPrice,
    actor: Actor,
  ): Promise<evaluationApi.Ranking> {
    return this.settle(id, actor, async (change, evaluation, standing) => {
      const asked = standing.lowPrices.get(bidId);
      must(asked, 'price-is-not-low', 'This price is not one that the screening asks about.');
      must(
        asked.resolution?.outcome !== 'rejected',
        'low-price-is-resolved',
        'This explanation was rejected; the bid no longer stands.',
      );
      mustSay(answer.reason);
      const { explanation, outcome, reason } = answer;
      const data = { explanation, outcome, reason, ...doneBy(change, 'resolved') };
      const key = { evaluationId: id, bidId };
      await change.db.lowPriceAnswer.upsert({
        where: { evaluationId_bidId: key },
        create: { ...key, ...data } as never,
        update: data,
      });
      await change.audit('evaluation', id, `low-price-${outcome}`, { reason, detail: { bidId } });
      if (outcome === 'rejected')
        await this.propose(change, evaluation, standing, bidId, 'abnormally-low', reason);
    });
  }

  async exclude(
    id: string,
    bidId: string,
    { grounds, reason }: evaluationApi.ExcludeBid,
    actor: Actor,
  ): Promise<evaluationApi.Ranking> {
    return this.settle(id, actor, async (change, evaluation, standing) => {
      mustSay(reason);
      await this.propose(change, evaluation, standing, bidId, grounds, reason);
    });
  }

  /** A second person approves an exclusion that changes who wins. */
  async approveExclusion(id: string, bidId: string, actor: Actor): Promise<evaluationApi.Ranking> {
    return this.settle(id, actor, async (change, _, { exclusions }) => {
      const exclusion = found(
        exclusions.find((one) => one.bidId === bidId),
        'exclusion',
      );
      must(!exclusion.approvedBy, 'exclusion-is-approved', 'This exclusion was approved before.');
      must(
        exclusion.proposedBy !== actor.id,
        'own-exclusion',
        'An exclusion that changes the winner needs a second person.',
      );
      await change.db.exclusion.update({
        where: { evaluationId_bidId: { evaluationId: id, bidId } },
        data: doneBy(change, 'approved'),
      });
      await change.audit('evaluation', id, 'exclusion-approved', { detail: { bidId } });
    });
  }

  /** Orders bids that are equal in everything, at random and before a witness; what was drawn stays drawn. */
  async draw(id: string, { witness }: evaluationApi.HoldDraw, actor: Actor): Promise<evaluationApi.Ranking> {
    return this.settle(id, actor, async (change, _, { ranking }) => {
      must(ranking.drawNeeded.length > 0, 'no-draw-is-needed', 'No bids are equal in everything.');
      for (const group of ranking.drawNeeded) {
        const order = shuffled(group);
        await change.db.draw.create({
          data: {
            id: uuidv7(),
            evaluationId: id,
            order,
            witness,
            heldBy: actor.id,
            heldAt: new Date(change.now.epochMilliseconds),
          },
        });
        await change.audit('evaluation', id, 'draw-held', { detail: { order, witness } });
      }
    });
  }

  private async propose(
    change: Change<PrismaClient>,
    { id }: Loaded,
    { basis, ranking, exclusions }: Standing,
    bidId: string,
    grounds: evaluationApi.ExcludedBid['grounds'],
    reason: string,
  ): Promise<void> {
    must(
      ranking.table.some((bid) => bid.bidId === bidId) && !exclusions.some((one) => one.bidId === bidId),
      'bid-does-not-stand',
      'This bid does not stand, or its exclusion was proposed before.',
    );
    const changesWinner = changesWinners(basis, bidId);
    await change.db.exclusion.create({
      data: {
        evaluationId: id,
        bidId,
        grounds,
        reason,
        changesWinner,
        proposedBy: change.actor.id,
        proposedAt: new Date(change.now.epochMilliseconds),
      },
    });
    await change.audit('evaluation', id, 'exclusion-proposed', {
      reason,
      detail: { bidId, grounds, changesWinner },
    });
  }

  /** Settling anything about the bids takes an earlier recommendation back: it was made of another table. */
  private async settle(
    id: string,
    actor: Actor,
    work: (change: Change<PrismaClient>, evaluation: Loaded, standing: Standing) => Promise<void>,
  ): Promise<evaluationApi.Ranking> {
    return this.store.change(actor, async (change) => {
      const evaluation = await loadEvaluation(change, id);
      await mustBeParty(change.db, evaluation, actor);
      const standing = await standingOf(change.db, evaluation);
      must(
        evaluation.state === 'quality-locked' || evaluation.state === 'recommended',
        'bids-are-settled',
        'The bidders have been told; nothing about the bids can be settled any more.',
      );
      await work(change, evaluation, standing);
      const { recommendationId: _, ...rest } = evaluation;
      const open = await saveEvaluation(change, { ...rest, state: 'quality-locked' });
      return toRanking(change.db, open, await standingOf(change.db, open));
    });
  }
}

/** Panel members without open interests, and the commissioner; the ranking does not exist for others. */
export async function mustBeParty(
  db: Change<PrismaClient>['db'],
  evaluation: Loaded,
  actor: Actor,
): Promise<void> {
  if (seatedAs(evaluation, actor.id)) return void (await mustBeCleared(db, evaluation, actor));
  if (!actor.roles.includes('commissioner')) throw new NotThere('evaluation');
}

const mustSay = (reason: string): void =>
  must(reason.trim().length >= REASON, 'settling-needs-a-reason', 'Give the reason in a sentence.');

const doneBy = (change: Change<PrismaClient>, what: 'resolved' | 'approved') => ({
  [`${what}By`]: change.actor.id,
  [`${what}At`]: new Date(change.now.epochMilliseconds),
});

function shuffled(items: readonly string[]): string[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] as string, order[last] as string];
  }
  return order;
}
