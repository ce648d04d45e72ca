import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { NotThere, Peers, Store } from '@commissioning/service';
import type { evaluationApi, tenderingApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { mustBeCleared } from '../conflict/conflict.queries';
import { readEvaluation } from '../evaluation/evaluation.queries';

@Injectable()
export class BidService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly peers: Peers,
  ) {}

  /** What a bid says, for a panel member without open interests; the reading is recorded. The text stays in tendering. */
  async content(id: string, bidId: string, actor: Actor): Promise<evaluationApi.BidContent> {
    const evaluation = await readEvaluation(this.store.db, id);
    await mustBeCleared(this.store.db, evaluation, actor);
    if (!evaluation.bidIds.includes(bidId)) throw new NotThere('bid');
    const content = await this.peers.get<tenderingApi.BidContent>('tendering', `/v1/bids/${bidId}/content`);
    await this.store.change(actor, (change) =>
      change.audit('evaluation', id, 'bid-read', { detail: { bidId } }),
    );
    const { organisationName, answers, reach } = content;
    return {
      bidId,
      organisationName,
      answers: answers.map(({ criterionId, text, words }) => ({ criterionId, text, words })),
      reach,
    };
  }
}
