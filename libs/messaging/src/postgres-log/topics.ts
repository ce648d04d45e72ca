import type { TopicSpec } from '../broker';
import type { Link } from './connection';

/** A topic as it stands in the database. */
export interface Topic {
  readonly id: number;
  readonly name: string;
  /** Ids of the partitions by their number. */
  readonly partitions: readonly number[];
}

/** The topics as they stand in the database, remembered until something says that they changed. */
export class Topics {
  private readonly known = new Map<string, Topic>();

  constructor(private readonly link: Link) {}

  /** Creates what is missing, adds partitions where more are asked for, takes the retention as given. */
  async ensure(specs: readonly TopicSpec[]): Promise<void> {
    if (specs.length === 0) return;
    await this.link.query({
      text: `
        WITH spec AS (
          SELECT * FROM unnest($1::text[], $2::int[], $3::bigint[]) AS s(name, partitions, retention_ms) ORDER BY name
        ), topic AS (
          INSERT INTO bus.topic AS t (name, partitions, retention_ms) SELECT * FROM spec
          ON CONFLICT (name) DO UPDATE
            SET partitions = greatest(t.partitions, excluded.partitions), retention_ms = excluded.retention_ms
          RETURNING t.id, t.partitions
        )
        INSERT INTO bus.partition (topic_id, number)
        SELECT topic.id, n FROM topic, generate_series(0, topic.partitions - 1) AS n
        ON CONFLICT (topic_id, number) DO NOTHING`,
      values: [
        specs.map((spec) => spec.name),
        specs.map((spec) => spec.partitions),
        specs.map((spec) => spec.retentionMs ?? null),
      ],
    });
    specs.forEach((spec) => this.known.delete(spec.name));
  }

  /** Those of the names that exist. */
  async find(names: readonly string[]): Promise<Map<string, Topic>> {
    const missing = [...new Set(names)].filter((name) => !this.known.has(name));
    if (missing.length > 0) await this.load(missing);
    return new Map(names.flatMap((name) => (this.known.has(name) ? [[name, this.known.get(name)!]] : [])));
  }

  forget(): void {
    this.known.clear();
  }

  private async load(names: readonly string[]): Promise<void> {
    const { rows } = await this.link.query<{ id: number; name: string; partitions: number[] }>({
      text: `SELECT t.id, t.name, array_agg(p.id ORDER BY p.number) AS partitions
             FROM bus.topic t JOIN bus.partition p ON p.topic_id = t.id
             WHERE t.name = ANY($1) GROUP BY t.id`,
      values: [names],
    });
    for (const row of rows) this.known.set(row.name, row);
  }
}
