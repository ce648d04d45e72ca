import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { bidOpened, tenderClosed, type tenderingApi, tenderOpened } from '@commissioning/schemas';
import { type Change, found, must, NotThere, Store } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { Opening, PrismaClient } from '../../generated/prisma/client';
import { KEY_KEEPER, type KeyKeeper } from '../sealing/key-keeper';
import { releaseKey } from '../sealing/tender-keys';
import { dateOf, loadPublicTender, type LoadedTender, saveTender } from '../tender/tender.queries';
import { type Found, openBids } from './open-bids';
import { mustBeConfirmable, mustBeOpenable } from './opening';

type Record = Pick<tenderingApi.Opening, 'bids' | 'damaged' | 'completeNotSubmitted'>;

@Injectable()
export class OpeningService {
  constructor(
    private readonly store: Store<PrismaClient>,
    @Inject(KEY_KEEPER) private readonly keeper: KeyKeeper,
  ) {}

  /** The first officer: says that the bids are to be opened. Nothing is opened by it. */
  async propose(tenderId: string, actor: Actor): Promise<tenderingApi.Opening> {
    return this.store.change(actor, async (change) => {
      const tender = await loadPublicTender(change, tenderId, 'update');
      mustBeOpenable(tender, change.now);
      const proposed = await change.db.opening.findUnique({ where: { tenderId } });
      must(
        !proposed,
        'opening-already-proposed',
        'The opening is proposed already; a second officer confirms it.',
      );
      const row = await change.db.opening.create({
        data: {
          ...{ id: uuidv7(), tenderId, proposedBy: actor.id, proposedByName: actor.name },
          proposedAt: dateOf(change.now),
        },
      });
      await change.audit('tender', tenderId, 'opening proposed', { detail: { opening: row.id } });
      return toOpening(row);
    });
  }

  /** The second officer: opens every bid, writes the record and tells who bid. Irreversible. */
  async confirm(tenderId: string, id: string, actor: Actor): Promise<tenderingApi.Opening> {
    return this.store.change(actor, async (change) => {
      const tender = await loadPublicTender(change, tenderId, 'update');
      const proposed = found(await change.db.opening.findFirst({ where: { id, tenderId } }), 'opening');
      mustBeConfirmable(proposed, actor.id);
      mustBeOpenable(tender, change.now);
      await change.db.opening.update({
        where: { id },
        data: { confirmedBy: actor.id, confirmedByName: actor.name, confirmedAt: dateOf(change.now) },
      });
      const key = await releaseKey(change, this.keeper, tenderId, 'content');
      const bids = await openBids(change, this.keeper, tender, key);
      const record = recordOf(bids);
      const row = await change.db.opening.update({ where: { id }, data: { record } });
      await this.tell(change, tender, bids);
      return toOpening(row);
    });
  }

  async show(tenderId: string): Promise<tenderingApi.Opening> {
    const row = await this.store.db.opening.findUnique({ where: { tenderId } });
    if (!row) throw new NotThere('opening');
    return toOpening(row);
  }

  private async tell(change: Change<PrismaClient>, tender: LoadedTender, { opened }: Found): Promise<void> {
    const openedAt = change.now.toString();
    const { id: tenderId, state, closesAt } = tender;
    // The announcement of the closing may still wait for its turn, and nothing is opened that has not closed.
    if (state === 'published' && closesAt) await change.emit(tenderClosed, { tenderId, closedAt: closesAt });
    await saveTender(change, tender, {
      state: 'opened',
      openedAt: dateOf(change.now),
      ...(closesAt && { closedAt: new Date(closesAt) }),
    });
    for (const { submissionId, content } of opened) {
      const { bidId, organisationId, organisationName, reach } = content;
      await change.db.openedBid.create({
        data: { bidId, tenderId, submissionId, organisationId, organisationName },
      });
      await change.emit(bidOpened, { bidId, tenderId, organisationId, organisationName, openedAt, reach });
    }
    const bidIds = opened.map(({ content }) => content.bidId);
    await change.emit(tenderOpened, { tenderId, openedAt, bidIds });
  }
}

const recordOf = ({ opened, damaged, completeNotSubmitted }: Found): Record => ({
  bids: opened.map(({ sha256, content: { bidId, organisationId, organisationName, submittedAt } }) => ({
    ...{ bidId, organisationId, organisationName, submittedAt, sha256 },
  })),
  damaged,
  completeNotSubmitted,
});

const toOpening = (row: Opening): tenderingApi.Opening => ({
  id: row.id,
  tenderId: row.tenderId,
  state: row.confirmedAt ? 'confirmed' : 'proposed',
  proposedBy: { id: row.proposedBy, name: row.proposedByName },
  proposedAt: row.proposedAt.toISOString(),
  ...(row.confirmedBy && {
    confirmedBy: { id: row.confirmedBy, name: row.confirmedByName ?? row.confirmedBy },
  }),
  ...(row.confirmedAt && { confirmedAt: row.confirmedAt.toISOString() }),
  ...((row.record as unknown as Record | null) ?? { bids: [], damaged: [], completeNotSubmitted: [] }),
});
