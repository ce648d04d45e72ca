import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { PrismaPg } from '@prisma/adapter-pg';
import { ClientTokens, systemActor, TokenVerifier } from '@commissioning/auth';
import { type Broker, ENDS_HALF_OPEN, openBroker, OutboxRelay } from '@commissioning/messaging';
import { type JobQueue, openJobQueue } from '@commissioning/jobs';
import { Clock } from '../clock';
import type { ServiceEnvironment } from '../config';
import { type PrismaLike, Store } from '../data/store';
import { OpenHandedPg } from '../data/transaction-connection';
import { MetricsController } from '../operations/metrics.controller';
import { OperationsController } from '../operations/operations.controller';
import { OperationsService } from '../operations/operations.service';
import { AuditSeal } from './audit-seal';
import { HealthController } from './health.controller';
import { InboxUpkeep } from './inbox-upkeep';
import { Memberships } from './memberships';
import { type Logger, openLog } from './log';
import { Peers } from './peers';
import { Rush } from './rush';

/** Tokens of what is not a class. */
export const BROKER = Symbol('broker');
export const JOBS = Symbol('jobs');
export const LOG = Symbol('log');
export const ENVIRONMENT = Symbol('environment');

/** What makes a Nest module one of our services. */
export interface PlatformOptions<Client extends PrismaLike> {
  readonly service: string;
  readonly environment: ServiceEnvironment;
  /** The service's own generated client on the adapter it is given. */
  readonly prisma: (adapter: PrismaPg) => Client;
}

/** Connections a service may hold for queries; the relay and the bus have one more each. */
const POOL = 5;

/**
 * How long somebody waits for a connection, and how long a transaction may stand still in the database: longer than
 * the store lets one take, so it is over for us, and the locks of a process that stands still are free again.
 */
const [WAIT_MS, STANDSTILL_MS] = [20_000, 30_000];

/** Gives every service the same store, clock, log, bus, jobs and peers. */
@Global()
@Module({})
export class PlatformModule {
  static for<Client extends PrismaLike>({
    service,
    environment,
    prisma,
  }: PlatformOptions<Client>): DynamicModule {
    const credential = {
      issuer: environment.ISSUER_URL,
      clientId: service,
      clientSecret: environment.CLIENT_SECRET,
      audience: environment.AUDIENCE,
    };
    return {
      module: PlatformModule,
      controllers: [HealthController, MetricsController, OperationsController],
      providers: [
        { provide: ENVIRONMENT, useValue: environment },
        { provide: LOG, useFactory: () => openLog(service, environment.LOG_LEVEL) },
        { provide: Rush, useFactory: () => new Rush() },
        { provide: Clock, useFactory: () => new Clock(environment.CLOCK_FILE) },
        {
          provide: BROKER,
          useFactory: (log: Logger) =>
            openBroker(
              environment.BROKER_URL,
              service,
              (level, message, detail) => log[level](detail ?? {}, message),
              environment,
            ),
          inject: [LOG],
        },
        {
          provide: OutboxRelay,
          useFactory: (broker: Broker, log: Logger) =>
            new OutboxRelay(environment.DATABASE_URL, broker, (level, message, detail) =>
              log[level](detail ?? {}, message),
            ),
          inject: [BROKER, LOG],
        },
        {
          provide: Store,
          useFactory: (clock: Clock, relay: OutboxRelay) => {
            const adapter = new OpenHandedPg({
              ...{ connectionString: environment.DATABASE_URL, max: POOL, ...ENDS_HALF_OPEN },
              connectionTimeoutMillis: WAIT_MS,
              options: `${ENDS_HALF_OPEN.options} -c idle_in_transaction_session_timeout=${STANDSTILL_MS}`,
            });
            return new Store(prisma(adapter), clock, systemActor(service), () => relay.wake(), adapter.sql);
          },
          inject: [Clock, OutboxRelay],
        },
        {
          provide: JOBS,
          useFactory: (log: Logger): JobQueue =>
            openJobQueue({
              service,
              connectionString: environment.DATABASE_URL,
              redisUrl: environment.REDIS_URL,
              log,
            }),
          inject: [LOG],
        },
        {
          provide: InboxUpkeep,
          useFactory: (store: Store<Client>, jobs: JobQueue) => new InboxUpkeep(store, jobs),
          inject: [Store, JOBS],
        },
        {
          provide: AuditSeal,
          useFactory: (store: Store<Client>, broker: Broker, jobs: JobQueue, log: Logger) =>
            new AuditSeal(service, store, broker, jobs, log),
          inject: [Store, BROKER, JOBS, LOG],
        },
        {
          provide: TokenVerifier,
          useFactory: () =>
            new TokenVerifier({ issuer: environment.ISSUER_URL, audience: environment.AUDIENCE }),
        },
        {
          provide: Peers,
          useFactory: () => new Peers(environment.SERVICE_URLS, new ClientTokens(credential)),
        },
        {
          provide: OperationsService,
          useFactory: (store: Store<PrismaLike>, broker: Broker, jobs: JobQueue) =>
            new OperationsService(service, store, broker, jobs),
          inject: [Store, BROKER, JOBS],
        },
        { provide: Memberships, useFactory: (peers: Peers) => new Memberships(peers), inject: [Peers] },
      ],
      exports: [
        ENVIRONMENT,
        LOG,
        Rush,
        Clock,
        BROKER,
        OutboxRelay,
        Store,
        JOBS,
        TokenVerifier,
        Peers,
        Memberships,
      ],
    };
  }
}
