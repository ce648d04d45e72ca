import type { OutboxRow } from './cloud-event';
import type { Sql } from './sql';

type Line = OutboxRow & {
  /** Highest position that the statement's snapshot shows. */
  readonly horizon: string;
  readonly parked_from: string | null;
  /** The oldest transaction that was running, and the next number that one would get. */
  readonly running_from: string;
  readonly running_to: string;
};

/** How far everything is certain to be sent once the transactions that were running then have ended. */
interface Candidate {
  readonly position: bigint;
  readonly transaction: bigint;
}

const COLUMNS = `o.position::text, o.id, o.aggregatetype, o.aggregateid, o.type, o.payload::text, o.headers,
  o.sequence::text, o.attempts`;
const WAITING = `o.published_at IS NULL AND o.parked_at IS NULL AND NOT EXISTS (
  SELECT FROM messaging.outbox p WHERE p.parked_at IS NOT NULL
    AND p.aggregatetype = o.aggregatetype AND p.aggregateid = o.aggregateid)`;

/**
 * What the relay sets for its connection. Plans are made when the outbox is small and used when it is large, so the
 * planner may not choose by its size. A mark that is lost with the server means an event sent again, which every
 * consumer bears.
 */
export const RELAY_SESSION = 'SET enable_seqscan = off; SET enable_sort = off; SET synchronous_commit = off';

/**
 * Statement that reads the first `size` rows of a sweep after position `$1`, and in the same snapshot where the sweep
 * has to end.
 */
export const firstPage = (size: number) => `
  SELECT ${COLUMNS},
    (SELECT max(position) FROM messaging.outbox)::text AS horizon,
    (SELECT min(position) FROM messaging.outbox WHERE parked_at IS NOT NULL)::text AS parked_from,
    pg_snapshot_xmin(pg_current_snapshot())::text AS running_from,
    pg_snapshot_xmax(pg_current_snapshot())::text AS running_to
  FROM messaging.outbox o WHERE ${WAITING} AND o.position > $1::bigint ORDER BY o.position LIMIT ${size}`;

const nextPage = (size: number) => `
  SELECT ${COLUMNS} FROM messaging.outbox o
  WHERE ${WAITING} AND o.position > $1::bigint AND o.position <= $2::bigint ORDER BY o.position LIMIT ${size}`;

/**
 * Reads what waits in the outbox, page by page, without passing twice over what it has read: a million waiting rows
 * cost as much a page as a handful.
 *
 * A sweep ends at the highest position that could be seen when it began. An aggregate's counter is locked from before
 * an event gets its position until its commit, so an event up to that end was preceded by commits that the beginning
 * of the sweep could see: no later event of an aggregate is read before an earlier one. What commits late, below
 * where a sweep has been, is found by the next one, which begins again below everything that may still appear: at the
 * `floor`, up to which all transactions have ended and all rows were read in a sweep begun after that.
 */
export class OutboxReader {
  private floor = 0n;
  private candidate: Candidate | undefined;

  constructor(
    private readonly query: Sql['query'],
    private readonly pageSize: number,
  ) {}

  /** Begins again at the very first row that is kept: for rows that somebody put back by hand. */
  reset(): void {
    this.floor = 0n;
    this.candidate = undefined;
  }

  /**
   * Pages of waiting rows in order, none empty. The floor rises when the last one has been asked for beyond, so
   * the caller must have sent what it was given by then, or `reset`. Ask for the next page while sending one.
   */
  async *sweep(): AsyncGenerator<readonly OutboxRow[]> {
    let page: readonly OutboxRow[] = await this.query<Line>(firstPage(this.pageSize), [String(this.floor)]);
    const [first] = page as Line[];
    if (!first) return;
    while (page.length > 0) {
      yield page;
      if (page.length < this.pageSize) break;
      const last = page.at(-1)?.position;
      page = await this.query<OutboxRow>(nextPage(this.pageSize), [last, first.horizon]);
    }
    this.raise(first);
  }

  private raise({ horizon, parked_from, running_from, running_to }: Line): void {
    const certain = this.candidate;
    if (certain && BigInt(running_from) >= certain.transaction) {
      const parked = parked_from === null ? undefined : BigInt(parked_from);
      const below = parked !== undefined && parked <= certain.position ? parked - 1n : certain.position;
      if (below > this.floor) this.floor = below;
      this.candidate = undefined;
    }
    this.candidate ??= { position: BigInt(horizon), transaction: BigInt(running_to) };
  }
}
