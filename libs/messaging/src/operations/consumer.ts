import type { Broker, PartitionLag } from '../broker';
import type { Sql } from '../sql';

/** How a consumer group stands. */
export interface ConsumerFigures {
  readonly group: string;
  /** Records that wait in all its partitions, in decimal digits. */
  readonly lag: string;
  readonly partitions: readonly PartitionFigures[];
  /** Events whose effect was committed in the last hour, real time, or that were given up. */
  readonly handledLastHour: number;
  /** Dead letters that were not replayed, or failed again; those without an id are not known here. */
  readonly dead: number;
  /** Events that ordered handlers put aside behind a dead letter. */
  readonly held: number;
}

/** A partition's positions, in decimal digits. */
export interface PartitionFigures {
  readonly topic: string;
  readonly partition: number;
  readonly committed: string;
  readonly end: string;
  readonly lag: string;
}

type Counted = Record<'handled' | 'dead' | 'held', string>;

/** Each through an index of its own: the inbox holds a month of events. */
const COUNTED = `
  SELECT
    (SELECT count(*) FROM messaging.inbox WHERE consumer = $1 AND state = 'done'
      AND handled_at > now() - interval '1 hour')::text AS handled,
    (SELECT count(*) FROM messaging.inbox WHERE consumer = $1 AND state = 'dead')::text AS dead,
    (SELECT count(*) FROM messaging.inbox WHERE consumer = $1 AND state = 'held')::text AS held`;

/** Asks the broker and the service's database how its consumer group stands. */
export async function consumerFigures(broker: Broker, sql: Sql, group: string): Promise<ConsumerFigures> {
  const [positions, [inbox]] = await Promise.all([broker.lag(group), sql.query<Counted>(COUNTED, [group])]);
  return {
    group,
    lag: String(positions.reduce((sum, { lag }) => sum + lag, 0n)),
    partitions: positions.map(inDigits),
    handledLastHour: Number(inbox?.handled ?? 0),
    dead: Number(inbox?.dead ?? 0),
    held: Number(inbox?.held ?? 0),
  };
}

const inDigits = ({ topic, partition, committed, end, lag }: PartitionLag): PartitionFigures => ({
  topic,
  partition,
  committed: String(committed),
  end: String(end),
  lag: String(lag),
});
