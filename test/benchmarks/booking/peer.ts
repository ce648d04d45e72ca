import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BareSettings } from './bare';
import { register } from './crowd';
import { openDesk, type Session } from './desk';
import type { Database, House, Running } from './house';
import { RECORDED, type Statement } from './recorder';
import { type Script, scriptOf } from './script';

/** The peer, and what it repeats. */
export interface Peer {
  readonly running: Running;
  readonly database: Database;
  readonly large: Session;
  readonly small: Session;
  /** Statements of one booking with room, and of one without. */
  readonly statements: { readonly booked: number; readonly waiting: number };
}

/** As many as a service has; see `POOL` of the platform. */
const POOL = 5;

/**
 * Lets the service make its sessions in a second database and book twice under observation, ends it, and starts the
 * bare handler in its place with what was said to Postgres.
 */
export async function startPeer(house: House, large: number, small: number, cap: number): Promise<Peer> {
  const database = await house.database('bare');
  const service = await house.service(database, 'recorded');
  const desk = await openDesk(house.council, service);
  const sessions = { large: await desk.session(large, cap), small: await desk.session(small, cap) };
  const rehearsal = await desk.session(1, 1);
  const booked = await record(house, database, service, rehearsal.id, 'booked');
  const waiting = await record(house, database, service, rehearsal.id, 'waiting');
  await service.stop();
  const settings = join(house.dir, 'bare.json');
  const running = await house.program('bare', 'test/benchmarks/booking/bare.js', (port) => {
    const told: BareSettings = {
      ...{ port, databaseUrl: database.url, issuer: house.council.url, pool: POOL, booked, waiting },
      capacity: { [sessions.large.id]: large, [sessions.small.id]: small },
    };
    writeFileSync(settings, JSON.stringify(told));
    return { BARE_SETTINGS: settings };
  });
  const statements = { booked: booked.statements.length, waiting: waiting.statements.length };
  return { running, database, ...sessions, statements };
}

async function record(
  { council }: House,
  database: Database,
  { url, controlUrl }: Running,
  sessionId: string,
  state: string,
): Promise<Script> {
  const [organisationId, key, caller, correlation] = [
    randomUUID(),
    randomUUID(),
    `rehearsing-${state}`,
    `${RECORDED}${state}`,
  ];
  await register(database, [{ organisationId, member: caller }]);
  const from = Date.now();
  const response = await fetch(`${url}/api/capacity-building/v1/bookings`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await council.memberToken(caller)}`,
      'content-type': 'application/json',
      'idempotency-key': key,
      'x-correlation-id': correlation,
    },
    body: JSON.stringify({ sessionId, organisationId, places: 1 }),
  });
  const answer = (await response.json()) as { state?: string };
  if (answer.state !== state) throw new Error(`The rehearsal was to be ${state}: ${JSON.stringify(answer)}`);
  const heard = await fetch(`${controlUrl}/${correlation}`);
  const statements = (await heard.json()) as Statement[];
  return scriptOf(statements, { sessionId, organisationId, caller, key }, [from, Date.now()]);
}
