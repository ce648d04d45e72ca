import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { type Change, ENVIRONMENT, Store } from '@commissioning/service';
import type { Sql } from '@commissioning/messaging';
import type { Table } from 'apache-arrow';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import type { AnalyticsConfig } from '../config';
import type { Fact } from './fact';
import {
  factsIn,
  readSegment,
  removeOrphans,
  tableOf,
  writeSegment,
  type WrittenSegment,
} from './segment-file';

/** A segment that counts, as the manifest names it. */
export interface ManifestEntry extends WrittenSegment {
  readonly id: string;
  /** The segments whose facts it holds together; none for one that came from events. */
  readonly replaces: readonly string[];
}

/** Writers hold it shared while a file waits for its row; who removes files without a row holds it alone. */
const LOCK = "hashtext('fact segments')";
const NOT_REPLACED = 'replaced_by IS NULL';

/** The consumer whose facts count. */
export const SERVING = 'analytics';

/** Compaction leaves alone what has grown to this many facts. */
const SMALL = 50_000;
/** So many small segments are worth one larger one. */
const MANY = 16;

/** Fact segments on disk, and their manifest in the database: only a segment with a row counts. */
@Injectable()
export class SegmentStore {
  private readonly folder: string;

  constructor(
    private readonly store: Store<PrismaClient>,
    @Inject(ENVIRONMENT) environment: AnalyticsConfig,
  ) {
    this.folder = join(environment.DATA_DIR, 'segments');
  }

  /**
   * Adds facts: the file is safe on disk before the row is written in the transaction of the change. If that does
   * not commit, the file is an orphan and nothing was counted.
   */
  async add(
    { sql, now }: Change<PrismaClient>,
    facts: readonly Fact[],
    consumer: string = SERVING,
  ): Promise<void> {
    if (facts.length === 0) return;
    await sql.query(`SELECT 1 FROM pg_advisory_xact_lock_shared(${LOCK})`);
    await this.write(sql, facts, { at: new Date(now.epochMilliseconds), replaces: [], consumer });
  }

  /** Forgets what a rebuild made so far; the upkeep removes the files. */
  async discard(sql: Sql, consumer: string): Promise<void> {
    await sql.query('DELETE FROM segment WHERE consumer = $1', [consumer]);
    await sql.query('DELETE FROM counted_places WHERE consumer = $1', [consumer]);
  }

  /** Lets the facts that a rebuild made count in place of those that count now, in the transaction of the switch. */
  async adopt(sql: Sql, consumer: string): Promise<void> {
    await sql.query(`SELECT 1 FROM pg_advisory_xact_lock(${LOCK})`);
    // Kept as replaced for a round of the upkeep: a reader may be on its way to one.
    await sql.query(
      `UPDATE segment SET replaced_by = gen_random_uuid() WHERE consumer = $1 AND ${NOT_REPLACED}`,
      [SERVING],
    );
    await sql.query('DELETE FROM counted_places WHERE consumer = $1', [SERVING]);
    for (const table of ['segment', 'counted_places'])
      await sql.query(`UPDATE ${table} SET consumer = $1 WHERE consumer = $2`, [SERVING, consumer]);
  }

  /** The segments that count now. */
  async manifest(): Promise<ManifestEntry[]> {
    return this.store.db.segment.findMany({
      where: { replacedBy: null, consumer: SERVING },
      orderBy: { id: 'asc' },
    });
  }

  read(entry: ManifestEntry): Promise<Table> {
    return readSegment(this.folder, entry.id, entry);
  }

  /** Removes the files that no row names, once no writer is between file and row. Resolves to their names. */
  async removeOrphans(): Promise<string[]> {
    let removed: string[] = [];
    await this.store.transaction(undefined, async (_, sql) => {
      await sql.query(`SELECT 1 FROM pg_advisory_xact_lock(${LOCK})`);
      // Replaced segments stay until the next round: a reader may be on its way to one.
      const rows = await sql.query<{ id: string }>('SELECT id::text AS id FROM segment');
      removed = await removeOrphans(this.folder, new Set(rows.map(({ id }) => id)));
    });
    return removed;
  }

  /** Puts many small segments into one; forgets what was replaced a round ago. Resolves to how many were put together. */
  async compact(): Promise<number> {
    let merged = 0;
    await this.store.transaction(undefined, async (change, sql) => {
      await sql.query(`SELECT 1 FROM pg_advisory_xact_lock(${LOCK})`);
      await sql.query(`DELETE FROM segment WHERE NOT (${NOT_REPLACED})`);
      const small = await change.db.segment.findMany({
        where: { replacedBy: null, consumer: SERVING, rows: { lt: SMALL } },
        orderBy: { id: 'asc' },
      });
      if (small.length < MANY) return;
      const facts: Fact[] = [];
      for (const entry of small) facts.push(...factsIn(await this.read(entry)));
      const replaces = small.map(({ id }) => id);
      const at = new Date(change.now.epochMilliseconds);
      const id = await this.write(sql, facts, { at, replaces, consumer: SERVING });
      await sql.query('UPDATE segment SET replaced_by = $1::uuid WHERE id = ANY($2::uuid[])', [id, replaces]);
      merged = small.length;
    });
    return merged;
  }

  private async write(
    sql: Sql,
    facts: readonly Fact[],
    { at, replaces, consumer }: { at: Date; replaces: readonly string[]; consumer: string },
  ): Promise<string> {
    const id = uuidv7();
    const { rows, bytes, sha256 } = await writeSegment(this.folder, id, tableOf(facts));
    await sql.query(
      `INSERT INTO segment (id, rows, bytes, sha256, replaces, written_at, consumer)
       VALUES ($1::uuid, $2::int, $3::int, $4, $5::uuid[], $6::timestamptz, $7)`,
      [id, rows, bytes, sha256, replaces, at.toISOString(), consumer],
    );
    return id;
  }
}
