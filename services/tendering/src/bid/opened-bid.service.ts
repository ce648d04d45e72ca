import { Inject, Injectable } from '@nestjs/common';
import type { tenderingApi } from '@commissioning/schemas';
import { found, Store } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { KEY_KEEPER, type KeyKeeper } from '../sealing/key-keeper';
import { releasedKey } from '../sealing/tender-keys';
import { openContent } from './submission';
import { countWords } from './words';

@Injectable()
export class OpenedBidService {
  constructor(
    private readonly store: Store<PrismaClient>,
    @Inject(KEY_KEEPER) private readonly keeper: KeyKeeper,
  ) {}

  /** What an opened bid says, without its price. One that is not opened is not there. */
  async content(bidId: string): Promise<tenderingApi.BidContent> {
    const opened = found(await this.store.db.openedBid.findUnique({ where: { bidId } }), 'bid');
    const submission = await this.store.db.submission.findUniqueOrThrow({
      where: { id: opened.submissionId },
    });
    const key = await releasedKey(this.store, this.keeper, opened.tenderId, 'content');
    const { tenderId, organisationId, answers, reach, declarations } = openContent(submission, key);
    return {
      ...{ bidId, tenderId, organisationId, organisationName: opened.organisationName },
      answers: answers.map(({ criterionId, text }) => ({ criterionId, text, words: countWords(text) })),
      reach,
      declarations,
    };
  }
}
