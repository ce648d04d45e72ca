import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import { bidOpened, bidPriceOpened } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';

/** Bids and tenders travel on topics of their own: a bid may be known here before its tender is. */
@Controller()
export class BidConsumer {
  @On(bidOpened)
  async note({ fact }: Received<typeof bidOpened>, change: Change<PrismaClient>) {
    const { bidId, openedAt, ...rest } = fact;
    const data = { ...rest, openedAt: new Date(openedAt) };
    await change.db.bid.upsert({ where: { id: bidId }, create: { id: bidId, ...data }, update: data });
  }

  @On(bidPriceOpened)
  async notePrice({ fact }: Received<typeof bidPriceOpened>, change: Change<PrismaClient>) {
    const { count } = await change.db.bid.updateMany({
      where: { id: fact.bidId },
      data: { pricePence: BigInt(fact.pricePence) },
    });
    if (count === 0) throw new Error(`The price of bid ${fact.bidId} was opened before the bid itself.`);
  }
}
