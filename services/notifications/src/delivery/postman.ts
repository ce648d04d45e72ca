import { Inject, Injectable } from '@nestjs/common';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { JOBS } from '@commissioning/service';
import { z } from 'zod';
import { AddressMessages } from './address-messages';
import { SendDeliveries } from './send-deliveries';

const round = defineJob('post.round', z.strictObject({}), { retries: 0 });
const EVERY_SECONDS = 3;

/** Wakes the rounds. What is to be sent stands in rows, so a lost turn costs seconds and never a message. */
@Injectable()
export class Postman {
  constructor(
    @Inject(JOBS) jobs: JobQueue,
    private readonly addressing: AddressMessages,
    private readonly sending: SendDeliveries,
  ) {
    // Not in onModuleInit: Nest runs that once for HTTP and once more for events.
    jobs.work(round, () => this.round());
    jobs.repeat(round, { everySeconds: EVERY_SECONDS }, {});
  }

  /** Addresses what waits and sends what is pending. */
  async round(): Promise<void> {
    await this.addressing.round();
    await this.sending.round();
  }
}
