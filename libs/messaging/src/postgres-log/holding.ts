import type { BrokerLog, Subscription } from '../broker';
import { shareOf } from './assignment';
import type { Connection } from './connection';
import { Lane } from './lane';
import type { PostgresLogSettings } from './settings';
import { Slots } from './slots';

/** Advisory locks have two numbers; the upper byte of the first says which kind of lock it is. */
const MEMBER = 0x42_000000;
const HOLDER = 0x43_000000;

/** What a member brings into a session. */
export interface HoldingOptions {
  readonly subscription: Subscription;
  readonly settings: PostgresLogSettings;
  readonly log: BrokerLog;
  /** See `LaneOptions.progress`. */
  progress(topic: string, partition: number): void;
}

interface Seat {
  readonly topic: string;
  readonly topicId: number;
  /** Row of the group's membership in the topic; part of the locks' first number. */
  readonly membership: number;
}

interface Standing {
  readonly topicId: number;
  readonly members: number[];
  readonly partitions: number[];
}

/** What a member holds during one session: its membership locks and a lane for every partition that is its share. */
export class Holding {
  private readonly lanes = new Map<number, Lane>();
  private readonly minding = new Set<Promise<void>>();
  private readonly slots: Slots;
  private failure: unknown;

  private constructor(
    private readonly connection: Connection,
    private readonly options: HoldingOptions,
    private readonly seats: readonly Seat[],
    private readonly me: number,
  ) {
    this.slots = new Slots(options.settings.partitionsAtOnce);
  }

  /** Takes the membership locks, registers the group where it is new (from the beginning), listens. */
  static async join(connection: Connection, options: HoldingOptions): Promise<Holding> {
    const seats = await seatsOf(connection, options.subscription);
    const drawn = await connection.query<{ me: number }>({ text: `SELECT nextval('bus.member')::int AS me` });
    const me = drawn.rows[0]!.me;
    await connection.query({
      text: `SELECT pg_advisory_lock(${MEMBER} + m, $2) FROM unnest($1::int[]) AS m`,
      values: [seats.map((seat) => seat.membership), me],
    });
    const channels = seats.map((seat) => `LISTEN bus_${seat.topicId};`).join(' ');
    await connection.query({ text: `${channels} LISTEN bus_members` });
    await announce(connection, options.subscription);
    return new Holding(connection, options, seats, me);
  }

  wake(partitions: ReadonlySet<number>): void {
    for (const id of partitions) this.lanes.get(id)?.wake();
  }

  holds(topic: string, partition: number): boolean {
    return [...this.lanes.values()].some((lane) => lane.isOf(topic, partition));
  }

  /** Brings what is held in line with the members there are now, and looks for records that nobody told of. */
  async share(): Promise<void> {
    if (this.failure) throw this.failure;
    const standing = await this.standing();
    const mine = new Map<number, { seat: Seat; number: number }>();
    for (const seat of this.seats) {
      const { members = [], partitions = [] } = standing.find((one) => one.topicId === seat.topicId) ?? {};
      const share = shareOf(this.me, members, seat.topicId, partitions);
      for (const id of share) mine.set(id, { seat, number: partitions.indexOf(id) });
    }
    for (const [id, lane] of this.lanes) if (!mine.has(id)) lane.release();
    for (const [id, { seat, number }] of mine) if (!this.lanes.has(id)) await this.take(id, seat, number);
    await this.lookForNews();
  }

  /** Releases everything after the work in hand, and gives up membership, so that others need not wait. */
  async leave(): Promise<void> {
    for (const lane of this.lanes.values()) lane.release();
    await this.settled();
    await this.connection.query({ text: 'SELECT pg_advisory_unlock_all()' });
    await announce(this.connection, this.options.subscription);
  }

  /** Resolves when no lane works any more; those of a lost connection end after the batch in hand. */
  async settled(): Promise<void> {
    for (const lane of this.lanes.values()) lane.release();
    await Promise.all(this.minding);
  }

  private async take(id: number, seat: Seat, number: number): Promise<void> {
    const { connection } = this;
    const locked = await connection.query<{ locked: boolean }>({
      name: 'bus-lock',
      text: `SELECT pg_try_advisory_lock(${HOLDER} + $1::int, $2::int) AS locked`,
      values: [seat.membership, id],
    });
    if (!locked.rows[0]?.locked) return;
    const { rows } = await connection.query<{ next_offset: string }>({
      name: 'bus-position',
      text: `INSERT INTO bus.committed AS c VALUES ($1, $2, 0)
             ON CONFLICT (membership_id, partition_id) DO UPDATE SET next_offset = c.next_offset RETURNING next_offset`,
      values: [seat.membership, id],
    });
    const place = { topic: seat.topic, partition: number, id };
    const lane = new Lane(
      { ...this.options, place, membership: seat.membership, connection, slots: this.slots },
      BigInt(rows[0]!.next_offset),
    );
    this.lanes.set(id, lane);
    const minding = this.mind(id, seat, lane).finally(() => this.minding.delete(minding));
    this.minding.add(minding);
  }

  /** Gives the partition up when its lane has ended, and tells the others that it is free. */
  private async mind(id: number, seat: Seat, lane: Lane): Promise<void> {
    try {
      await lane.ended;
      await this.connection.query({
        text: `SELECT pg_advisory_unlock(${HOLDER} + $1::int, $2::int)`,
        values: [seat.membership, id],
      });
      this.lanes.delete(id);
      await announce(this.connection, this.options.subscription);
    } catch (error) {
      this.failure ??= error; // the session ends with it at its next turn
    }
  }

  /** Live members and partitions of each topic; on the way a member that fell silent is put out. */
  private async standing(): Promise<Standing[]> {
    const { rows } = await this.connection.query<Standing & { put_out: number[] }>({
      name: 'bus-standing',
      text: STANDING,
      values: [this.seats.map((seat) => seat.membership), this.options.settings.sessionTimeoutMs],
    });
    const putOut = rows[0]?.put_out ?? [];
    if (putOut.length > 0) {
      const { group } = this.options.subscription;
      this.options.log('warn', 'A member that fell silent was put out of the group', {
        group,
        members: putOut,
      });
    }
    return rows;
  }

  private async lookForNews(): Promise<void> {
    const { rows } = await this.connection.query<{ id: number; next_offset: string }>({
      name: 'bus-ends',
      text: 'SELECT id, next_offset FROM bus.partition WHERE id = ANY($1)',
      values: [[...this.lanes.keys()]],
    });
    for (const { id, next_offset } of rows) {
      const lane = this.lanes.get(id);
      if (lane && lane.at < BigInt(next_offset)) lane.wake();
    }
  }
}

/** A member is whoever holds the membership lock; silent is one whose connection has asked nothing for too long. */
const STANDING = `
  WITH member AS MATERIALIZED (
    SELECT m.id AS membership, m.topic_id, l.objid::int AS number, l.pid,
           a.state_change < clock_timestamp() - $2::int * interval '1 millisecond' AS silent
    FROM bus.membership m
    JOIN pg_locks l ON l.locktype = 'advisory' AND l.objsubid = 2 AND l.granted AND l.classid = (${MEMBER} + m.id)::oid
      AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    LEFT JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE m.id = ANY($1)
  ), put_out AS MATERIALIZED (
    SELECT number, pg_terminate_backend(pid) FROM (SELECT DISTINCT number, pid FROM member WHERE silent) AS gone
  )
  SELECT t.id AS "topicId",
         ARRAY(SELECT number FROM member WHERE topic_id = t.id AND silent IS NOT TRUE) AS members,
         ARRAY(SELECT p.id FROM bus.partition p WHERE p.topic_id = t.id ORDER BY p.number) AS partitions,
         ARRAY(SELECT number FROM put_out) AS put_out
  FROM bus.topic t
  WHERE t.id IN (SELECT topic_id FROM bus.membership WHERE id = ANY($1))`;

/** Lets the other members of the group look at once instead of at their next turn. */
async function announce(connection: Connection, { group }: Subscription): Promise<void> {
  await connection.query({ text: `SELECT pg_notify('bus_members', $1)`, values: [group] });
}

async function seatsOf(connection: Connection, { group, topics }: Subscription): Promise<Seat[]> {
  const { rows } = await connection.query<{ topic: string; topicId: number; membership: number }>({
    text: `
      WITH wanted AS (SELECT id, name FROM bus.topic WHERE name = ANY($2)),
      added AS (
        INSERT INTO bus.membership (group_name, topic_id)
        SELECT $1, w.id FROM wanted w
        WHERE NOT EXISTS (SELECT FROM bus.membership WHERE group_name = $1 AND topic_id = w.id)
        ON CONFLICT (group_name, topic_id) DO UPDATE SET group_name = excluded.group_name
        RETURNING id, topic_id
      )
      SELECT w.name AS topic, w.id AS "topicId", coalesce(a.id, m.id) AS membership
      FROM wanted w
      LEFT JOIN added a ON a.topic_id = w.id
      LEFT JOIN bus.membership m ON m.group_name = $1 AND m.topic_id = w.id`,
    values: [group, topics],
  });
  const missing = topics.filter((topic) => !rows.some((row) => row.topic === topic));
  if (missing.length > 0)
    throw new Error(`There is no topic ${missing.join(', ')}; create it before subscribing.`);
  return rows;
}
