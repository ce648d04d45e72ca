import { sealAudit, sealsAfter, type Seal } from '@commissioning/audit';
import { defineJob, type JobQueue } from '@commissioning/jobs';
import { type Broker, sealsTopicOf } from '@commissioning/messaging';
import { z } from 'zod';
import type { PrismaLike, Store } from '../data/store';
import type { Logger } from './log';

const sealing = defineJob('audit.seal', z.strictObject({}));
const EVERY_SECONDS = 60;

/** Records that are read or published at once. */
const MOST = 500;

/**
 * Notes every minute where the chains of the audit trail stand, and tells the bus: whoever cuts off the end of a
 * trail, seals included, does not reach what was told elsewhere.
 */
export class AuditSeal {
  constructor(
    private readonly service: string,
    private readonly store: Store<PrismaLike>,
    private readonly broker: Broker,
    jobs: JobQueue,
    private readonly log: Logger,
  ) {
    jobs.work(sealing, () => this.sweep());
    jobs.repeat(sealing, { everySeconds: EVERY_SECONDS }, {});
  }

  /** Seals what went on since the last time, and tells the bus what it was not told yet. */
  async sweep(): Promise<void> {
    let after: string | undefined;
    do {
      await this.store.transaction(undefined, async (_, sql) => void (after = await sealAudit(sql, after)));
    } while (after !== undefined);
    await this.tell();
  }

  private async tell(): Promise<void> {
    const newest = await newestTold(this.broker, this.service);
    if (newest) await this.mustStillHave(newest);
    let told = newest?.number ?? 0;
    for (
      let seals = await sealsAfter(this.store.sql, told, MOST);
      seals.length > 0;
      seals = await sealsAfter(this.store.sql, told, MOST)
    ) {
      await this.broker.publish(seals.map((seal) => toRecord(this.service, seal)));
      told = seals.at(-1)!.number;
    }
  }

  private async mustStillHave({ number, hash }: Seal): Promise<void> {
    const [seal] = await sealsAfter(this.store.sql, number - 1, 1);
    if (seal?.hash === hash) return;
    this.log.error(
      { seal: number },
      'The bus knows an audit seal that the database does not have: the end of the audit trail was cut off, or an ' +
        'older backup was restored. npm run audit -- verify says more.',
    );
  }
}

/** Every seal that the bus was told of, oldest first; one that was told twice stands twice. */
export async function sealsTold(broker: Broker, service: string): Promise<Seal[]> {
  const seals: Seal[] = [];
  const [position] = await broker.positions([sealsTopicOf(service)]);
  if (!position) return seals;
  for (let at = position.first; at < position.end;) {
    const records = await broker.read(position.topic, position.partition, at, MOST);
    seals.push(...records.map(({ value }) => asSeal(value)));
    at = (records.at(-1)?.offset ?? position.end - 1n) + 1n;
  }
  return seals;
}

async function newestTold(broker: Broker, service: string): Promise<Seal | undefined> {
  const [position] = await broker.positions([sealsTopicOf(service)]);
  if (!position || position.first === position.end) return undefined;
  const [record] = await broker.read(position.topic, position.partition, position.end - 1n, 1);
  return record && asSeal(record.value);
}

const toRecord = (service: string, seal: Seal) => ({
  ...{ topic: sealsTopicOf(service), key: service, headers: {} },
  value: Buffer.from(JSON.stringify(seal)),
});

const asSeal = (value: Buffer): Seal => Told.parse(JSON.parse(value.toString('utf8')));

const Told = z.object({ number: z.int().positive(), madeAt: z.string(), hash: z.string() });
