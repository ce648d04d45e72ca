import { z } from 'zod';
import { Id, Instant, Line } from '../../primitives';

const Count = z.int().nonnegative();
/** Offsets and sequences may be larger than a JSON number holds exactly. */
const Digits = z.string().regex(/^\d+$/, 'must be decimal digits');

/** How the service stands with the bus; every service has one. Ages are real time, in seconds. */
export const OperationsReport = z
  .strictObject({
    service: Line,
    outbox: z.strictObject({
      unsent: Count,
      oldestUnsentSeconds: z.number().nonnegative().nullable(),
      mostAttempts: Count,
      parked: Count,
      published: Count,
    }),
    consumer: z.strictObject({
      group: Line,
      lag: Digits,
      partitions: z.array(
        z.strictObject({ topic: Line, partition: Count, committed: Digits, end: Digits, lag: Digits }),
      ),
      handledLastHour: Count,
      dead: Count,
      held: Count,
    }),
    audit: z.strictObject({ unsealed: Count, oldestUnsealedSeconds: z.number().nonnegative().nullable() }),
    failedJobs: Count,
  })
  .meta({ id: 'OperationsReport' });
export type OperationsReport = z.infer<typeof OperationsReport>;

/** An event whose handler gave up, with its payload as far as its classification lets an operator read it. */
export const DeadLetterReport = z
  .strictObject({
    group: z.string(),
    eventId: z.string().optional(),
    type: z.string().optional(),
    subject: z.string(),
    sequence: z.string().optional(),
    reason: z.string(),
    topic: z.string(),
    partition: Count,
    offset: Digits,
    handler: z.string(),
    attempts: Count,
    buriedAt: Instant,
    burials: Count,
    state: z.enum(['waiting', 'handled', 'unreadable']),
    classification: z.enum(['public', 'internal', 'personal', 'special-category', 'unknown']),
    payload: z.unknown(),
  })
  .meta({ id: 'DeadLetterReport' });
export type DeadLetterReport = z.infer<typeof DeadLetterReport>;

export const DeadLetterList = z
  .strictObject({ items: z.array(DeadLetterReport) })
  .meta({ id: 'DeadLetterList' });
export type DeadLetterList = z.infer<typeof DeadLetterList>;

/** An event that the broker refused; later events of its aggregate wait behind it. */
export const ParkedEvent = z
  .strictObject({
    id: Id,
    type: z.string(),
    subject: z.string(),
    sequence: Digits,
    reason: z.string(),
    parkedAt: Instant,
    attempts: Count,
    heldBack: Count,
  })
  .meta({ id: 'ParkedEvent' });
export const ParkedEventList = z
  .strictObject({ items: z.array(ParkedEvent) })
  .meta({ id: 'ParkedEventList' });
export type ParkedEventList = z.infer<typeof ParkedEventList>;

/** A job that used up its attempts. What it was about is left out: it may name people. */
export const FailedJob = z
  .strictObject({
    id: z.string(),
    kind: z.string(),
    attempts: Count,
    error: z.string(),
    enqueuedAt: Instant,
    failedAt: Instant,
  })
  .meta({ id: 'FailedJob' });
export const FailedJobList = z.strictObject({ items: z.array(FailedJob) }).meta({ id: 'FailedJobList' });
export type FailedJobList = z.infer<typeof FailedJobList>;

const Reason = Line.describe('Why; it stands in the audit trail');

/** Which dead letters to put back: the ones named, or all that wait. */
export const ReplayRequest = z
  .strictObject({ eventIds: z.union([z.array(Id).min(1).max(500), z.literal('all')]), reason: Reason })
  .meta({ id: 'ReplayRequest' });
export type ReplayRequest = z.infer<typeof ReplayRequest>;

export const Replayed = z.strictObject({ eventIds: z.array(Id) }).meta({ id: 'Replayed' });
export type Replayed = z.infer<typeof Replayed>;

export const ReasonGiven = z.strictObject({ reason: Reason }).meta({ id: 'ReasonGiven' });
export type ReasonGiven = z.infer<typeof ReasonGiven>;

export const JobRetry = z
  .strictObject({ kind: Line, id: z.string().min(1).max(200), reason: Reason })
  .meta({ id: 'JobRetry' });
export type JobRetry = z.infer<typeof JobRetry>;
