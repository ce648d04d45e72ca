import { Injectable, Inject } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import type { tenderingApi } from '@commissioning/schemas';
import { type Change, Memberships, mustBeCurrent } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient, Submission } from '../../generated/prisma/client';
import { KEY_KEEPER, type KeyKeeper } from '../sealing/key-keeper';
import { sealingKeyOf } from '../sealing/tender-keys';
import { mustTakeBids } from '../tender/tender';
import { dateOf } from '../tender/tender.queries';
import { mustBeComplete, mustBeSubmitted } from './bid';
import { contentOf, findBid, revisionOf, standingSubmission, unlock } from './bid.queries';
import { BidService } from './bid.service';
import { gapsOf, questionsOf } from './gaps';
import { toOwnBid, toReceipt } from './own-bid';
import { documentsOf, sealDocuments } from './submission';

@Injectable()
export class SubmitBid {
  constructor(
    private readonly bids: BidService,
    private readonly memberships: Memberships,
    @Inject(KEY_KEEPER) private readonly keeper: KeyKeeper,
  ) {}

  /**
   * Submits what the bid says at this revision; what was submitted before is replaced only by this. The receipt is
   * the server's time and the hash of the document, which only the bidder is given.
   */
  async submit(id: string, revision: number, actor: Actor): Promise<tenderingApi.Submission> {
    const organisationIds = await this.memberships.of(actor);
    return this.bids.changeAs(id, actor, async (change) => {
      const { bid, tender } = await this.bids.ownForChange(change, id, organisationIds);
      mustTakeBids(tender, change.now);
      mustBeCurrent(revisionOf(bid.row), revision, 'bid');
      const standing = standingSubmission(bid.row);
      if (standing?.revision === revision) {
        await change.audit('bid', id, 'submitted again', { detail: { number: standing.number } });
        return toReceipt(standing);
      }
      const content = contentOf(bid, tender.terms.criteria);
      mustBeComplete(gapsOf(content, tender.terms));
      const { tenderId } = bid.row;
      const number = (bid.row.submissions[0]?.number ?? 0) + 1;
      const documents = documentsOf(
        {
          ...{ bidId: id, tenderId, number, submittedAt: change.now.toString() },
          ...bid.bidder,
          submittedBy: { id: actor.id, name: actor.name },
        },
        content,
        questionsOf(tender.terms.criteria).map(({ criterionId }) => criterionId),
      );
      const sealed = sealDocuments({ bidId: id, number }, documents, {
        content: await sealingKeyOf(change, tenderId, 'content'),
        price: await sealingKeyOf(change, tenderId, 'price'),
      });
      if (standing) await end(change, standing, 'replaced');
      const row = await change.db.submission.create({
        data: {
          ...{ id: uuidv7(), bidId: id, tenderId, number, revision, sha256: documents.sha256, ...sealed },
          submittedAt: dateOf(change.now),
        },
      });
      await change.audit('bid', id, 'submitted', { detail: { number, sha256: documents.sha256 } });
      return { ...toReceipt(row), document: documents.document, priceDocument: documents.priceDocument };
    });
  }

  /** Takes the submission back; what was written stays and can be submitted again until the deadline. */
  async withdraw(id: string, actor: Actor): Promise<tenderingApi.OwnBid> {
    const organisationIds = await this.memberships.of(actor);
    return this.bids.changeAs(id, actor, async (change) => {
      const { bid, tender } = await this.bids.ownForChange(change, id, organisationIds);
      mustTakeBids(tender, change.now);
      const standing = standingSubmission(bid.row);
      mustBeSubmitted(standing);
      await end(change, standing, 'withdrawn');
      await change.audit('bid', id, 'withdrawn', { detail: { number: standing.number } });
      const row = await findBid(change.db, { id });
      return toOwnBid(row ? await unlock(this.keeper, row) : bid, tender);
    });
  }
}

async function end(
  { db, now }: Change<PrismaClient>,
  { id }: Submission,
  endedBy: 'withdrawn' | 'replaced',
): Promise<void> {
  await db.submission.update({ where: { id }, data: { endedBy, endedAt: dateOf(now) } });
}
