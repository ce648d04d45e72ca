import { Controller } from '@nestjs/common';
import { OnBatch } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { type AnyReceived, COUNTED_EVENTS, factsOfEvents } from './counting';
import { SegmentStore, SERVING } from './segment-store';

/** Turns what happened into facts: one segment a batch, in the transaction of its inbox rows. */
@Controller()
export class FactConsumer {
  constructor(private readonly segments: SegmentStore) {}

  @OnBatch(COUNTED_EVENTS)
  async count(received: readonly AnyReceived[], change: Change<PrismaClient>) {
    await this.segments.add(change, await factsOfEvents(received, change, SERVING));
  }
}
