import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TokenVerifier } from '@commissioning/auth';
import { type Broker, type BrokerLog, openBroker, topicsOf } from '@commissioning/messaging';
import { allEvents, type EventDefinition, type FactOf } from '@commissioning/schemas';
import {
  BROKER,
  Clock,
  createService,
  LOG,
  Memberships,
  openLog,
  Peers,
  type PrismaLike,
  type ServiceEnvironment,
  StoppedClock,
  Store,
} from '@commissioning/service';
import { v7 as uuidv7 } from 'uuid';
import { databaseOf, emptyDatabase } from './database';
import {
  service as serviceCredential,
  TEST_AUDIENCE,
  TEST_ISSUER,
  type TestPerson,
  testIdentity,
} from './tokens';

/** What a route answered. */
export interface Answer<Body = any> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
}

/** A row of the outbox, as a test looks at it. */
export interface OutboxEvent {
  readonly type: string;
  readonly subject: string;
  readonly sequence: number;
  readonly fact: any;
}

/** A service on its own real database and bus, driven through its routes and its events, at a time of the test's choice. */
export interface TestService {
  readonly app: NestFastifyApplication;
  readonly clock: StoppedClock;
  readonly databaseUrl: string;
  /** Sends a request; `as` signs it. An If-Match is built from `version`. */
  request<Body = any>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    options?: RequestOptions,
  ): Promise<Answer<Body>>;
  /** Delivers an event of another service and waits until its effect is committed or buried. */
  deliver<Event extends EventDefinition<any>>(event: Event, fact: FactOf<Event>): Promise<void>;
  /** Everything that this service has said so far, in order. */
  emitted(): Promise<OutboxEvent[]>;
  /** Makes the person act for the organisations, as the register would answer. */
  membershipOf(person: TestPerson, ...organisationIds: string[]): void;
  /** Answers of other services by `GET <service> <path>` or `POST <service> <path>`; a function is given the body. */
  readonly peers: Map<string, unknown>;
  close(): Promise<void>;
}

export interface RequestOptions {
  readonly as?: TestPerson;
  readonly body?: unknown;
  readonly version?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface TestServiceOptions {
  readonly service: string;
  readonly module: (environment: ServiceEnvironment) => DynamicModule;
  /** Business time at the start, ISO 8601. Default 2 November 2026, 10:00 UTC. */
  readonly now?: string;
  /** Isolation of every transaction of the service. Default: Postgres's own, read committed. */
  readonly isolation?: 'read committed' | 'serializable';
  /** More settings, for services that read their own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Takes every line of the log, at its most talkative. */
  readonly log?: (line: string) => void;
}

/** Starts a service for a medium test. Close it in `afterAll`. */
export async function startTestService(options: TestServiceOptions): Promise<TestService> {
  const { service, module, now = '2026-11-02T10:00:00Z' } = options;
  const [database, bus, identity] = await Promise.all([databaseOf(service), emptyDatabase(), testIdentity()]);
  const environment = {
    NODE_ENV: 'test',
    PORT: 1,
    HOST: '127.0.0.1',
    DATABASE_URL: options.isolation ? isolated(database.url, options.isolation) : database.url,
    BROKER_URL: bus.url,
    BROKER_PARTITIONS: 2,
    ISSUER_URL: TEST_ISSUER,
    AUDIENCE: TEST_AUDIENCE,
    CLIENT_SECRET: 'unused',
    SERVICE_URLS: {},
    LOG_LEVEL: process.env['TEST_LOG'] ?? 'silent',
    ...options.environment,
  } as ServiceEnvironment;
  const clock = StoppedClock.at(now);
  const members = new Map<string, string[]>();
  const peerAnswers = new Map<string, unknown>();
  const app = await createService({ service, module: module(environment), environment }, (provide) => {
    provide(Clock, clock);
    if (options.log) provide(LOG, openLog(service, 'trace', options.log));
    provide(
      TokenVerifier,
      new TokenVerifier({ issuer: TEST_ISSUER, audience: TEST_AUDIENCE, keys: identity.keys }),
    );
    const peers = scriptedPeers(peerAnswers);
    provide(Peers, peers);
    provide(Memberships, new Memberships(scriptedPeers(peerAnswers, members)));
  });
  const broker = app.get<Broker>(BROKER);
  await broker.start();
  await broker.ensureTopics(topicsOf(service, allEvents, { BROKER_PARTITIONS: 2 }));
  await app.startAllMicroservices();
  const outside = openBroker(bus.url, 'test', silent);
  await outside.start();
  const store = app.get<Store<PrismaLike>>(Store);
  const sql = <Row>(text: string, ...values: unknown[]) => store.db.$queryRawUnsafe<Row[]>(text, ...values);
  const sequences = new Map<string, number>();

  return {
    app,
    clock,
    databaseUrl: database.url,
    peers: peerAnswers,
    membershipOf: (person, ...ids) => void members.set(person.id, ids),
    request: async (method, path, { as, body, version, headers } = {}) => {
      const response = await app.inject({
        method,
        url: `/api/${service}${path}`,
        payload: body as never,
        headers: {
          ...(as && { authorization: `Bearer ${await identity.tokenOf(as)}` }),
          ...(version !== undefined && { 'if-match': `"${version}"` }),
          ...headers,
        },
      });
      return { status: response.statusCode, body: parsed(response.body), headers: response.headers };
    },
    deliver: async (event, fact) => {
      const subject = event.subject(fact);
      const sequence = (sequences.get(subject) ?? 0) + 1;
      sequences.set(subject, sequence);
      const id = uuidv7();
      const headers = headersOf(event, id, subject, sequence, clock.now().toString());
      await outside.publish([
        { topic: event.topic, key: subject, value: Buffer.from(JSON.stringify(fact)), headers },
      ]);
      await until(async () => {
        const rows = await sql<{ state: string }>(
          'SELECT state FROM messaging.inbox WHERE event_id = $1::uuid',
          id,
        );
        if (rows[0]?.state === 'dead') throw new Error(`${event.type} went to the dead letters.`);
        return rows.length > 0;
      }, `the effect of ${event.type}`);
    },
    emitted: async () => {
      const rows = await sql<{ type: string; aggregateid: string; sequence: bigint; payload: unknown }>(
        'SELECT type, aggregateid, sequence, payload FROM messaging.outbox ORDER BY position',
      );
      return rows.map((row) => ({
        type: row.type,
        subject: row.aggregateid,
        sequence: Number(row.sequence),
        fact: row.payload,
      }));
    },
    close: async () => {
      await outside.stop();
      await app.close();
      await broker.stop();
      await store.close();
      await Promise.all([database.drop(), bus.drop()]);
    },
  };
}

/** Resolves when the condition holds; rejects with what was waited for after 15 seconds. */
export async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited 15 seconds for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export { serviceCredential };

const isolated = (databaseUrl: string, isolation: string): string => {
  const url = new URL(databaseUrl);
  url.searchParams.set('options', `-c default_transaction_isolation=${isolation.replace(' ', '\\ ')}`);
  return url.toString();
};

const silent: BrokerLog = () => undefined;

const headersOf = (
  event: EventDefinition<any>,
  id: string,
  subject: string,
  sequence: number,
  time: string,
) => ({
  ce_specversion: '1.0',
  ce_id: id,
  ce_type: event.type,
  ce_source: `/services/${event.service}`,
  ce_subject: subject,
  ce_time: time,
  ce_sequence: String(sequence),
  ce_dataclassification: event.classification,
});

function scriptedPeers(answers: Map<string, unknown>, members?: Map<string, string[]>): Peers {
  const answer = async (method: string, service: string, path: string, body?: unknown) => {
    const person = /^\/v1\/memberships\/(.+)$/.exec(path)?.[1];
    if (members && person) return { organisationIds: members.get(decodeURIComponent(person)) ?? [] };
    const scripted = answers.get(`${method} ${service} ${path}`);
    if (scripted === undefined)
      throw new Error(`The test does not say what ${service} answers to ${method} ${path}.`);
    return typeof scripted === 'function' ? (scripted as (body: unknown) => unknown)(body) : scripted;
  };
  return {
    get: (service: string, path: string) => answer('GET', service, path),
    post: (service: string, path: string, body: unknown) => answer('POST', service, path, body),
  } as unknown as Peers;
}

function parsed(body: string): any {
  try {
    return JSON.parse(body);
  } catch {
    // CSV, PDF and other downloads are looked at as text.
    return body;
  }
}
