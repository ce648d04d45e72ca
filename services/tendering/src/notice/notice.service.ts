import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { noticePublished, type tenderingApi } from '@commissioning/schemas';
import { type Change, must, Store } from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { frozenOf, loadPublicTender, saveTender } from '../tender/tender.queries';
import { type AwardKnown, mustBeAnnounceable, standstillFrom } from './notice';
import { toNotice } from './notice.queries';

@Injectable()
export class NoticeService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** Records that the award notice is out and begins the standstill that the regime asks for. */
  async publish(
    tenderId: string,
    { kind, reference }: tenderingApi.NewNotice,
    actor: Actor,
  ): Promise<tenderingApi.Notice> {
    return this.store.change(actor, async (change) => {
      const tender = await loadPublicTender(change, tenderId, 'update');
      mustBeAnnounceable(await awardKnown(change, tenderId));
      const already = await change.db.notice.findUnique({ where: { tenderId_kind: { tenderId, kind } } });
      must(!already, 'notice-already-published', 'This notice was published before.');
      const publishedOn = londonDate(change.now);
      const { workingDays, endsOn, source } = standstillFrom(publishedOn, frozenOf(tender.row).regime);
      const row = await change.db.notice.create({
        data: {
          ...{ id: uuidv7(), tenderId, kind, reference, source },
          publishedOn: new Date(publishedOn.toString()),
          standstillWorkingDays: workingDays,
          ...(endsOn && { standstillEndsOn: new Date(endsOn) }),
        },
      });
      // The public page has changed, and its ETag with it.
      await saveTender(change, tender, {});
      await change.emit(noticePublished, {
        ...{ noticeId: row.id, tenderId, kind, reference, publishedOn: publishedOn.toString() },
        ...(endsOn && { standstillEndsOn: endsOn }),
      });
      return toNotice(row);
    });
  }

  async list(tenderId: string): Promise<{ items: tenderingApi.Notice[] }> {
    const rows = await this.store.db.notice.findMany({ where: { tenderId }, orderBy: { id: 'asc' } });
    return { items: rows.map(toNotice) };
  }
}

async function awardKnown({ db }: Change<PrismaClient>, tenderId: string): Promise<AwardKnown> {
  const [outcome, bids] = [
    await db.outcome.findUnique({ where: { tenderId } }),
    await db.openedBid.findMany({ where: { tenderId }, select: { organisationId: true } }),
  ];
  return {
    isAwarded: outcome?.awarded !== null && outcome?.awarded !== undefined,
    bidders: bids.map(({ organisationId }) => organisationId),
    summaries: (outcome?.summaries as string[] | null | undefined) ?? [],
  };
}
