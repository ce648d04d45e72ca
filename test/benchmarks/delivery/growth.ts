import type { Broker } from '@commissioning/messaging';
import { OutboxRelay } from '@commissioning/messaging';
import { firstPage, RELAY_SESSION } from '../../../libs/messaging/src/outbox-reader';
import { approvedIn, fillOutbox } from './approvals';
import { connected, type Ground } from './ground';
import { alone, type Line, rate, rateOf } from './measure';
import { Pipeline } from './pipeline';

/** The whole pipeline of the product with 1, 4 and 16 partitions. */
export async function partitionStage(ground: Ground, rounds: number, events: number): Promise<Line[]> {
  const lines: Line[] = [];
  for (const partitions of [1, 4, 16]) {
    const route = { kind: 'kafka', partitions, shape: 'batch', service: `bench-wide-${partitions}` } as const;
    const pipeline = await Pipeline.open(true, ground.place, route);
    const round = async () => {
      await ground.clear();
      return rate(events, () => pipeline.run({ count: events }));
    };
    lines.push(await alone(`the whole with ${partitions} partitions`, 'events/s', rounds, round));
    await pipeline.close();
  }
  return lines;
}

/** What the relay's reading and marking cost while so many rows wait, without a broker's time in it. */
export interface Backlog {
  readonly waiting: number;
  /** Rows a second, tenth by tenth of the backlog: how fast it goes must not depend on how much waits. */
  readonly tenths: readonly number[];
  /** Rows a second of a backlog of one tenth alone. */
  readonly small: number;
  /** Milliseconds from waking until one event is sent: with an empty outbox, and when the backlog was just sent. */
  readonly wakeMs: { readonly empty: readonly number[]; readonly afterwards: readonly number[] };
  /** The index by which the first page is read while all of them wait. */
  readonly index: string;
  /** The slowest tenth by the median one. */
  readonly evenness: number;
  readonly met: boolean;
}

const WAKES = 5;

export async function backlogStage(ground: Ground, waiting: number): Promise<Backlog> {
  const event = approvedIn('bench-backlog');
  const client = await connected(ground.place.database);
  const tenth = waiting / 10;
  await ground.clear();
  const relay = counted(ground.place.database);
  const wakes = async () => {
    const times: number[] = [];
    for (let time = 0; time < WAKES; time += 1) {
      await fillOutbox(client, event, 1);
      const start = performance.now();
      relay.wake();
      await relay.sent(1);
      times.push(performance.now() - start);
    }
    return times;
  };
  const timed = async (rows: number) => rate(rows, () => relay.sent(rows));
  relay.wake();
  const empty = await wakes();
  await fillOutbox(client, event, tenth);
  relay.wake();
  const small = await timed(tenth);
  await relay.pause();
  await ground.clear();
  await fillOutbox(client, event, waiting);
  const index = await indexOfFirstPage(client);
  relay.resume();
  const tenths: number[] = [];
  for (let part = 0; part < 10; part += 1) tenths.push(await timed(tenth));
  const afterwards = await wakes();
  await relay.pause();
  await ground.clear();
  await client.end();
  const { median, range } = rateOf(tenths);
  const evenness = range[0] / median;
  const met = index === 'outbox_unsent' && evenness >= 0.5;
  return { waiting, tenths, small, wakeMs: { empty, afterwards }, index, evenness, met };
}

/** A relay on a broker that takes everything at once, and promises of so many rows more. */
function counted(database: string) {
  let published = 0;
  let asked = 0;
  let tell = () => undefined as void;
  const broker = {
    publish: async (records: readonly unknown[]) => {
      published += records.length;
      tell();
    },
  };
  const open = () => {
    const relay = new OutboxRelay(database, broker as unknown as Broker, (level, message, detail) =>
      console.error(level, message, detail),
    );
    relay.start();
    return relay;
  };
  let relay = open();
  return {
    wake: () => relay.wake(),
    pause: () => relay.stop(),
    resume: () => {
      relay = open();
    },
    sent: (rows: number) => {
      asked += rows;
      return new Promise<void>((resolve) => {
        tell = () => published >= asked && resolve();
        tell();
      });
    },
  };
}

async function indexOfFirstPage(client: Awaited<ReturnType<typeof connected>>): Promise<string> {
  await client.query(RELAY_SESSION);
  const { rows } = await client.query(`EXPLAIN (FORMAT JSON) ${firstPage(500)}`, ['0']);
  const plan = JSON.stringify(rows[0]['QUERY PLAN'][0].Plan.Plans ?? rows[0]['QUERY PLAN']);
  return /"Index Name":"(outbox_unsent)"/.exec(plan.replaceAll('": "', '":"'))?.[1] ?? plan;
}

/** The backlog as rows of the table on the screen. */
export const backlogRows = ({ waiting, tenths, small, wakeMs, index, evenness, met }: Backlog) => [
  { what: `rows/s, ${waiting / 10} waiting`, figure: whole(small) },
  { what: `rows/s, ${waiting} waiting, tenth by tenth`, figure: tenths.map(whole).join(' ') },
  {
    what: 'slowest tenth by the median one',
    figure: `${evenness.toFixed(2)}, ≥ 0.5: ${met ? 'met' : 'MISSED'}`,
  },
  { what: 'ms from waking to sent, outbox empty', figure: wakeMs.empty.map(tenthOf).join(' ') },
  { what: `ms from waking to sent, ${waiting} just sent`, figure: wakeMs.afterwards.map(tenthOf).join(' ') },
  { what: 'index of the first page', figure: index },
];

const whole = (figure: number): string => figure.toLocaleString('en-GB', { maximumFractionDigits: 0 });
const tenthOf = (figure: number): string => figure.toFixed(1);
