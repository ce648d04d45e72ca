import type { IDatabase } from './pg-boss';
import type { FailedJob, JobCounts, JobStanding, Progress } from '../job';
import { keyAsChosen, type Rate, type StoredKey } from '../queue-driver';

/** The schema of pg-boss in the service's database, and of our two additions to it. */
export const schema = 'jobs';

/** Failed jobs are copied here by pg-boss and wait to be put back. A job's own name never holds a slash. */
export const failedQueue = (name: string): string => `${name}/failed`;

/**
 * What pg-boss has no call for: starts counted over all processes, progress of a running job, short lists of failed
 * ones, and giving up early. Reads and writes its table in the shape of its pinned version.
 */
export function jobRows(db: IDatabase) {
  const query = async <Row>(sql: string, values: unknown[] = []): Promise<Row[]> =>
    (await db.executeSql(sql, values)).rows as Row[];

  return {
    /** Under a lock, because two processes that create a table at once collide in the catalogue. */
    async prepare(): Promise<void> {
      await query(`
        do $$ begin
          perform pg_advisory_xact_lock(hashtextextended('${schema}.start', 0));
          create table if not exists ${schema}.start (
            name text primary key,
            until timestamptz not null,
            started integer not null
          );
        end $$`);
    },

    /** Counts one start; where the window is full, the milliseconds until it ends. */
    async start(name: string, { max, perSeconds }: Rate): Promise<{ granted: boolean; waitMs: number }> {
      const [window] = await query<{ granted: boolean; waitMs: number }>(
        `insert into ${schema}.start as s (name, until, started)
         values ($1, clock_timestamp() + $3 * interval '1 second', 1)
         on conflict (name) do update set
           started = case when s.until <= clock_timestamp() then 1 else least(s.started + 1, $2 + 1) end,
           until = case when s.until <= clock_timestamp() then excluded.until else s.until end
         returning started <= $2 as granted,
           greatest(0, extract(epoch from until - clock_timestamp()) * 1000)::float8 as "waitMs"`,
        [name, max, perSeconds],
      );
      if (!window) throw new Error(`Jobs: the starts of ${name} could not be counted.`);
      return window;
    },

    /** Gives a start back that found no job. */
    async unstart(name: string, { max }: Rate): Promise<void> {
      await query(
        `update ${schema}.start set started = least(started, $2) - 1
         where name = $1 and until > clock_timestamp() and started > 0`,
        [name, max],
      );
    },

    /** The living job of a key, or the job of this id in any state. */
    async livingOrSame(name: string, key: StoredKey, id: string): Promise<string | undefined> {
      const [row] = await query<{ id: string }>(
        `select id from ${schema}.job
         where name = $1 and ((singleton_key = $2 and state <= 'active') or id = $3)
         order by state limit 1`,
        [name, key, id],
      );
      return row?.id;
    },

    async progress(name: string, id: string, attempt: number, progress: Progress): Promise<void> {
      await query(
        `update ${schema}.job set output = jsonb_build_object('progress', $4::jsonb)
         where name = $1 and id = $2 and retry_count = $3 and state = 'active'`,
        [name, id, attempt - 1, JSON.stringify(progress)],
      );
    },

    /** Leaves a running job no further attempt. */
    async lastAttempt(name: string, id: string, attempt: number): Promise<void> {
      await query(
        `update ${schema}.job set retry_limit = retry_count
         where name = $1 and id = $2 and retry_count = $3 and state = 'active'`,
        [name, id, attempt - 1],
      );
    },

    async find(name: string, id: string): Promise<JobStanding | undefined> {
      const [row] = await query<{ state: string; due: boolean; attempts: number; output: unknown }>(
        `select state::text, start_after <= clock_timestamp() as due, output,
           case when started_on is null then 0 else retry_count + 1 end as attempts
         from ${schema}.job where name = $1 and id::text = $2
         union all
         select 'failed', true, source_output, source_retry_count + 1
         from ${schema}.job where name = $3 and source_id::text = $2
         limit 1`,
        [name, id, failedQueue(name)],
      );
      return row && { id, ...standing(row) };
    },

    async failed(name: string, limit: number): Promise<FailedJob[]> {
      const rows = await query<FailedRow>(
        `select source_id as id, data, singleton_key as key, source_retry_count + 1 as attempts, source_output as output,
           source_created_on as "enqueuedAt", created_on as "failedAt"
         from ${schema}.job where name = $1 order by created_on desc, id limit $2`,
        [failedQueue(name), limit],
      );
      return rows.map(({ id, data, key, attempts, output, enqueuedAt, failedAt }) => ({
        ...{ id, data: data.data, ...keyAsChosen(key), attempts, enqueuedAt, failedAt },
        error: errorIn(output) ?? 'unknown',
      }));
    },

    /** The copies that stand in the failed list for these jobs, or for the newest ones. */
    async failedCopies(name: string, ids: readonly string[] | undefined, limit: number): Promise<string[]> {
      const rows = await query<{ id: string }>(
        `select id from ${schema}.job
         where name = $1 and ($2::text[] is null or source_id::text = any($2)) order by created_on desc limit $3`,
        [failedQueue(name), ids ?? null, limit],
      );
      return rows.map(({ id }) => id);
    },

    async counts(name: string): Promise<JobCounts> {
      const [row] = await query<JobCounts>(
        `select
           count(*) filter (where state < 'active' and start_after <= clock_timestamp() and name = $1)::int as waiting,
           count(*) filter (where state < 'active' and start_after > clock_timestamp() and name = $1)::int as delayed,
           count(*) filter (where state = 'active' and name = $1)::int as active,
           count(*) filter (where name = $2)::int as failed
         from ${schema}.job where name in ($1, $2)`,
        [name, failedQueue(name)],
      );
      return row ?? { waiting: 0, delayed: 0, active: 0, failed: 0 };
    },
  };
}

export type JobRows = ReturnType<typeof jobRows>;

interface FailedRow extends Omit<FailedJob, 'data' | 'error' | 'key'> {
  data: { data: unknown };
  key: string | null;
  output: unknown;
}

function standing(row: {
  state: string;
  due: boolean;
  attempts: number;
  output: unknown;
}): Omit<JobStanding, 'id'> {
  const { state, due, attempts, output } = row;
  const progress = isObject(output) && output['progress'];
  const error = errorIn(output);
  return {
    state: state === 'created' || state === 'retry' ? (due ? 'waiting' : 'delayed') : finished(state),
    attempts,
    ...(isObject(progress) && { progress: progress as unknown as Progress }),
    ...(error !== undefined && { error }),
  };
}

const finished = (state: string): 'active' | 'done' | 'failed' =>
  state === 'active' ? 'active' : state === 'completed' ? 'done' : 'failed';

/** Our own failures are `{ message }`; those that pg-boss writes for a lost worker are `{ value: { message } }`. */
function errorIn(output: unknown): string | undefined {
  if (!isObject(output)) return undefined;
  const { message, value } = output;
  return typeof message === 'string' ? message : errorIn(value);
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
