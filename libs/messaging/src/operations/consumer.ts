import type { Broker, PartitionLag } from '../broker';
import { INBOX_DAYS } from '../inbox';
import type { Sql } from '../sql';

/** How a consumer group stands. */
export interface ConsumerFigures {
  readonly group: string;
  /** Records that wait in all its partitions, in decimal digits. */
  readonly lag: string;
  readonly partitions: readonly PartitionFigures[];
  /** Events whose effect was committed in the last `INBOX_DAYS` days, real time. */
  readonly handled: number;
  /** Dead letters that were not replayed, or failed again. */
  readonly dead: number;
}

/** A partition's positions, in decimal digits. */
export interface PartitionFigures {
  readonly topic: string;
  readonly partition: number;
  readonly committed: string;
  readonly end: string;
  readonly lag: string;
}

/** Asks the broker and the service's database how its consumer group stands. */
export async function consumerFigures(broker: Broker, sql: Sql, group: string): Promise<ConsumerFigures> {
  const [positions, [inbox]] = await Promise.all([
    broker.lag(group),
    sql.query<{ handled: string; dead: string }>(
      `SELECT count(*) FILTER (WHERE state = 'dead')::text AS dead, count(*) FILTER (
         WHERE state = 'done' AND handled_at > clock_timestamp() - make_interval(days => $2))::text AS handled
       FROM messaging.inbox WHERE consumer = $1`,
      [group, INBOX_DAYS],
    ),
  ]);
  return {
    group,
    lag: String(positions.reduce((sum, { lag }) => sum + lag, 0n)),
    partitions: positions.map(inDigits),
    handled: Number(inbox?.handled ?? 0),
    dead: Number(inbox?.dead ?? 0),
  };
}

const inDigits = ({ topic, partition, committed, end, lag }: PartitionLag): PartitionFigures => ({
  topic,
  partition,
  committed: String(committed),
  end: String(end),
  lag: String(lag),
});
