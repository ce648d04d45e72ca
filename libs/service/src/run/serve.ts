import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import {
  type DynamicModule,
  type InjectionToken,
  StandardSchemaValidationPipe,
  type Type,
} from '@nestjs/common';
import { NestFactory, Reflector } from '@nestjs/core';
import type { NestMicroservice } from '@nestjs/microservices';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { PermissionGuard, TokenVerifier } from '@commissioning/auth';
import type { JobQueue } from '@commissioning/jobs';
import { type Broker, EventStrategy, OutboxRelay, topicsOf } from '@commissioning/messaging';
import { allEvents } from '@commissioning/schemas';
import type { ServiceEnvironment } from '../config';
import { type PrismaLike, Store } from '../data/store';
import { IdempotencyInterceptor } from '../http/idempotency.interceptor';
import { answerProblem, InvalidInput, ProblemFilter, type Reply } from '../http/problem';
import { mustBeReadable } from '../http/readable';
import { EtagInterceptor } from '../http/versions';
import { type Logger, nestLog } from './log';
import { BROKER, JOBS, LOG, PlatformModule } from './platform.module';
import { PassOn } from './pass-on.filter';
import { readiness } from './readiness';
import { Rush } from './rush';
import { runInContext } from './request-context';
import { serveApiDocument } from './api-document';

/** What `serve` needs to know of a service. */
export interface Serving {
  readonly service: string;
  readonly module: Type | DynamicModule;
  readonly environment: ServiceEnvironment;
  /** Path of the committed OpenAPI document. */
  readonly apiDocument?: string;
}

/** Puts a value in place of what a module would make: a test's clock, keys or peers. */
export type Provide = (token: InjectionToken, value: unknown) => void;

const BODY_LIMIT = 2 * 1024 * 1024;

/** Starts a service: HTTP, events, jobs, relay; waits for what is not there yet; ends cleanly on a signal. */
export async function serve(serving: Serving): Promise<NestFastifyApplication> {
  const { service, environment } = serving;
  const app = await createService(serving);
  const log = app.get<Logger>(LOG);
  endOn(app, log);
  for (const part of ['database', 'broker']) readiness.begin(part);
  await app.listen(environment.PORT, environment.HOST).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(
      `Port ${environment.PORT} is in use. End the program that holds it, or set another PORT for ${service}.`,
    );
  });
  await waitForDatabase(app.get(Store), log);
  await startEvents(app, serving, log);
  await app.get<JobQueue>(JOBS).start();
  log.info({ port: environment.PORT }, `${service} is ready`);
  process.send?.({ ready: service });
  return app;
}

/** The Nest application with everything that a request meets, not yet listening. Tests inject requests into it. */
export async function createService(
  { service, module, apiDocument }: Serving,
  replace?: (provide: Provide) => void,
): Promise<NestFastifyApplication> {
  replace?.(replacing(module));
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    trustProxy: false,
    frameworkErrors: (error: unknown, request: { url: string }, reply: unknown) =>
      answerProblem(error, request, reply as Reply),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bufferLogs: true,
    abortOnError: false,
  });
  const log = app.get<Logger>(LOG);
  app.useLogger(nestLog(log));
  const rush = app.get(Rush);
  adapter.getInstance().addHook('onRequest', (request, reply, done) => {
    rush.begin();
    reply.raw.once('close', () => rush.end());
    const correlationId = String(request.headers['x-correlation-id'] ?? randomUUID());
    reply.header('x-correlation-id', correlationId);
    runInContext({ correlationId, traceparent: request.headers['traceparent'] as string | undefined }, done);
  });
  adapter.getInstance().addHook('preValidation', async (request) => mustBeReadable(request));
  app.setGlobalPrefix(`api/${service}`, { exclude: ['livez', 'readyz', 'metrics'] });
  app.useGlobalGuards(new PermissionGuard(app.get(Reflector), app.get(TokenVerifier)));
  app.useGlobalPipes(
    new StandardSchemaValidationPipe({ exceptionFactory: (issues) => new InvalidInput(issues) }),
  );
  app.useGlobalFilters(new ProblemFilter(log));
  app.useGlobalInterceptors(new IdempotencyInterceptor(), new EtagInterceptor());
  if (apiDocument && existsSync(apiDocument)) serveApiDocument(adapter, service, apiDocument);
  await connectEvents(app, service, log);
  await app.init();
  return app;
}

/** Replaces providers of the platform inside a service's module before Nest sees it. */
function replacing(module: Type | DynamicModule): Provide {
  const platform = ((module as DynamicModule).imports ?? []).find(
    (imported): imported is DynamicModule => (imported as DynamicModule).module === PlatformModule,
  );
  if (!platform) throw new Error('The module does not import the platform.');
  return (token, value) => {
    platform.providers = (platform.providers ?? []).map((provider) =>
      (provider as { provide?: unknown }).provide === token ? { provide: token, useValue: value } : provider,
    );
  };
}

async function connectEvents(app: NestFastifyApplication, service: string, log: Logger): Promise<void> {
  const consumer = app.connectMicroservice(
    {
      strategy: new EventStrategy({
        service,
        broker: app.get<Broker>(BROKER),
        effects: app.get(Store),
        log: (level, message, detail) => log[level](detail ?? {}, message),
        onCrash: (error) => {
          log.fatal(
            { error: String(error) },
            'The consumer is gone; the process ends so that it is started again',
          );
          process.exit(1);
        },
      }),
    },
    { deferInitialization: true },
  );
  consumer.useGlobalFilters(new PassOn());
  // Both applications share their modules: without this, Nest would run onModuleInit once for each.
  (consumer as NestMicroservice).setIsInitHookCalled(true);
}

async function startEvents(
  app: NestFastifyApplication,
  { service, environment }: Serving,
  log: Logger,
): Promise<void> {
  const broker = app.get<Broker>(BROKER);
  await broker.start();
  await broker.ensureTopics(topicsOf(service, allEvents, environment));
  await app.startAllMicroservices();
  app.get(OutboxRelay).start();
  readiness.done('broker');
  log.debug('The event bus is connected');
}

async function waitForDatabase(store: Store<PrismaLike>, log: Logger): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await store.ping();
      readiness.done('database');
      return;
    } catch (error) {
      if (!store.isAway(error)) throw error;
      log.warn({ attempt }, 'The database does not answer yet; waiting for it');
      await new Promise((resolve) => setTimeout(resolve, Math.min(5_000, 200 * attempt)));
    }
  }
}

/** Finishes what is in hand: no new requests, events or jobs, then relay, bus and database. */
export async function stopService(app: NestFastifyApplication): Promise<void> {
  await app.close();
  await app.get<JobQueue>(JOBS).stop();
  await app.get(OutboxRelay).stop();
  await app.get<Broker>(BROKER).stop();
  await app.get<Store<PrismaLike>>(Store).close();
}

function endOn(app: NestFastifyApplication, log: Logger): void {
  let ending = false;
  const end = (reason: string) => {
    if (ending) return;
    ending = true;
    log.info({ reason }, 'Ending');
    setTimeout(() => process.exit(1), 15_000).unref();
    stopService(app).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ error: String(error) }, 'Ending cleanly failed');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', () => end('SIGTERM'));
  process.once('SIGINT', () => end('SIGINT'));
  process.once('disconnect', () => end('the launcher is gone'));
}

/** The way a service's main.ts begins: an error at start is one sentence and a non-zero exit. */
export function run(main: () => Promise<unknown>): void {
  // Whoever started us and died before we were up would leave us behind.
  const orphaned = () => process.exit(1);
  process.once('disconnect', orphaned);
  Promise.resolve()
    .then(main)
    .then(() => process.off('disconnect', orphaned))
    .catch((error: unknown) => {
      process.stderr.write(`${(error as Error).stack ?? String(error)}\n`);
      process.exit(1);
    });
}
