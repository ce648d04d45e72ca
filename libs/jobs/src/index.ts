export {
  defineJob,
  NoRetry,
  type EnqueueOptions,
  type FailedJob,
  type JobCounts,
  type JobKind,
  type JobRun,
  type JobStanding,
  type JobState,
  type Progress,
} from './job';
export type { JobHandler, JobQueue, WorkOptions } from './job-queue';
export { openJobQueue, type JobQueueOptions } from './open';
export type { Rate } from './queue-driver';
export type { JobLog } from './reach';
export type { Rhythm } from './repetition';
