export { Clock, LONDON, StoppedClock } from './clock';
export { ServiceEnvironment, readConfig } from './config';
export { migrate } from './data/migrate';
export { folderOf, migrationFilesOf, ownMigrationsOf, schemaFileOf } from './data/migration-folders';
export { sqlOn, type RawClient } from './data/sql';
export {
  Store,
  UnrecordedChange,
  type Change,
  type PrismaLike,
  type TransactionLimits,
  type TransactionOf,
} from './data/store';
export { OpenHandedPg } from './data/transaction-connection';
export { KeyReused, StillRunning, answerUnder, hashBody, type Answered } from './http/idempotency';
export { Answers, ProblemBody } from './http/openapi';
export { afterCursor, page } from './http/paging';
export { InvalidInput, PreconditionRequired, ProblemFilter, problemOf, type Problem } from './http/problem';
export { EtagInterceptor, IfMatch } from './http/versions';
export {
  giveUpOnRecord,
  releaseOnRecord,
  replayOnRecord,
  type Act,
  type DeadLettersOf,
  type Deed,
} from './operations/deeds';
export { Forbidden, NotThere, RuleBroken, Stale, found, must, mustBeCurrent } from './rule';
export { AuditSeal, sealsTold } from './run/audit-seal';
export { InboxUpkeep } from './run/inbox-upkeep';
export { nestLog, openLog, type Logger } from './run/log';
export { Memberships } from './run/memberships';
export { Peers } from './run/peers';
export { BROKER, ENVIRONMENT, JOBS, LOG, PlatformModule, type PlatformOptions } from './run/platform.module';
export { currentContext, runInContext, type RequestContext } from './run/request-context';
export { Rush } from './run/rush';
export { createService, run, serve, stopService, type Provide, type Serving } from './run/serve';
