import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import type { tenderingApi } from '@commissioning/schemas';
import {
  type Change,
  found,
  Memberships,
  must,
  mustBeCurrent,
  NotThere,
  Store,
  type TransactionOf,
} from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { hidden, unkept } from '../sealing/hidden-actor';
import { KEY_KEEPER, type KeyKeeper } from '../sealing/key-keeper';
import { mustTakeBids } from '../tender/tender';
import { loaded, type LoadedTender, loadPublicTender } from '../tender/tender.queries';
import {
  findBid,
  lookupOf,
  type PartName,
  partOf,
  sealedBid,
  sealedPart,
  unlock,
  type UnlockedBid,
} from './bid.queries';
import { questionsOf } from './gaps';
import { toOwnBid, toOwnBidSummary } from './own-bid';
import { countWords } from './words';

@Injectable()
export class BidService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly memberships: Memberships,
    @Inject(KEY_KEEPER) private readonly keeper: KeyKeeper,
  ) {}

  /** Begins the organisation's one bid for this tender, or finds it. */
  async start(
    { tenderId, organisationId }: tenderingApi.StartBid,
    actor: Actor,
  ): Promise<tenderingApi.OwnBid> {
    await this.memberships.mustActFor(actor, organisationId);
    const lookup = await lookupOf(this.keeper, tenderId, organisationId);
    const begun = await findBid(this.store.db, { lookup });
    if (begun) return this.show(begun.id, actor);
    const id = uuidv7();
    return this.changeAs(id, actor, async (change) => {
      const tender = await loadPublicTender(change, tenderId, 'share');
      mustTakeBids(tender, change.now);
      const organisation = await change.db.organisation.findUnique({ where: { id: organisationId } });
      must(
        organisation,
        'organisation-not-known-yet',
        'The register has not told us about this organisation yet. Try again in a moment.',
      );
      const bidder = { organisationId, organisationName: organisation.name };
      const row = await sealedBid(this.keeper, id, tenderId, bidder);
      // Of two members who begin at once, one begins and both find the same bid.
      await change.db.bid.createMany({ data: row, skipDuplicates: true });
      const bid = await unlock(this.keeper, found(await findBid(change.db, { lookup }), 'bid'));
      await change.audit('bid', bid.row.id, 'begun');
      return toOwnBid(bid, tender);
    });
  }

  async show(id: string, actor: Actor): Promise<tenderingApi.OwnBid> {
    const organisationIds = await this.memberships.of(actor);
    const bid = await this.own(this.store.db, id, organisationIds);
    return toOwnBid(bid, await this.tenderOf(bid));
  }

  /** The bids of every organisation for which the actor acts. */
  async list(actor: Actor): Promise<tenderingApi.OwnBidList> {
    const organisationIds = await this.memberships.of(actor);
    const tenders = await this.store.db.tender.findMany({
      where: { state: { not: 'draft' } },
      include: { theme: true },
      orderBy: { closesAt: 'desc' },
      take: 200,
    });
    const items: tenderingApi.OwnBidList['items'] = [];
    for (const row of tenders) {
      for (const organisationId of organisationIds) {
        const bid = await findBid(this.store.db, {
          lookup: await lookupOf(this.keeper, row.id, organisationId),
        });
        if (bid) items.push(toOwnBidSummary(await unlock(this.keeper, bid), loaded(row)));
      }
    }
    return { items };
  }

  async saveAnswer(
    id: string,
    criterionId: string,
    version: number,
    text: string,
    actor: Actor,
  ): Promise<tenderingApi.SavedPart> {
    const saved = await this.save(id, `answer:${criterionId}`, version, text, actor);
    return { ...saved, words: countWords(text) };
  }

  /**
   * Saves one part under its own version, so that people who write different parts do not meet. Nothing is judged
   * here but the closing time: what is unfinished or too long is kept.
   */
  async save(
    id: string,
    part: PartName,
    version: number,
    value: unknown,
    actor: Actor,
  ): Promise<tenderingApi.SavedPart> {
    const organisationIds = await this.memberships.of(actor);
    return this.changeAs(id, actor, async (change) => {
      const { bid, tender } = await this.ownForChange(change, id, organisationIds);
      mustTakeBids(tender, change.now);
      if (part.startsWith('answer:')) mustAskIt(tender, part);
      mustBeCurrent(partOf(bid, part).version, version, 'part of the bid');
      const sealed = sealedPart(bid, part, value, version + 1);
      await change.db.bidPart.upsert({
        where: { bidId_part: { bidId: id, part } },
        create: { bidId: id, part, ...sealed },
        update: sealed,
      });
      await change.audit('bid', id, 'saved', { detail: { part, version: version + 1 } });
      return { part, version: version + 1 };
    });
  }

  /** The actor's own bid and its tender inside a change, both held. Throws `NotThere` for anybody else's. */
  async ownForChange(
    change: Change<PrismaClient>,
    id: string,
    organisationIds: readonly string[],
  ): Promise<{ bid: UnlockedBid; tender: LoadedTender }> {
    const { tenderId } = (await this.own(change.db, id, organisationIds)).row;
    // Tender before bid, everywhere: an opening waits for those who came in time and then has the tender alone.
    const tender = await loadPublicTender(change, tenderId, 'share');
    await change.sql.query('SELECT 1 FROM bid WHERE id = $1::uuid FOR UPDATE', [id]);
    return { bid: await this.own(change.db, id, organisationIds), tender };
  }

  /** A change of a bid: its audit entry names nobody, and its answer is not kept under an Idempotency-Key. */
  async changeAs<Result>(
    bidId: string,
    actor: Actor,
    work: (change: Change<PrismaClient>) => Promise<Result>,
  ): Promise<Result> {
    const unnamed = await hidden(this.keeper, `bid/${bidId}`, actor);
    return unkept(() => this.store.change(unnamed, work));
  }

  private async own(
    db: TransactionOf<PrismaClient>,
    id: string,
    organisationIds: readonly string[],
  ): Promise<UnlockedBid> {
    const bid = await unlock(this.keeper, found(await findBid(db, { id }), 'bid'));
    // The same answer as for a bid that does not exist: who bids is secret.
    if (!organisationIds.includes(bid.bidder.organisationId)) throw new NotThere('bid');
    return bid;
  }

  private async tenderOf({ row }: UnlockedBid): Promise<LoadedTender> {
    const where = { id: row.tenderId };
    return loaded(await this.store.db.tender.findUniqueOrThrow({ where, include: { theme: true } }));
  }
}

function mustAskIt({ terms }: LoadedTender, part: PartName): void {
  const isAsked = questionsOf(terms.criteria).some(({ criterionId }) => part === `answer:${criterionId}`);
  if (!isAsked) throw new NotThere('question');
}
