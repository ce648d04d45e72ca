import type { Organisations } from './crowd';
import { openDesk, type Session } from './desk';
import { type Figure, figure, short } from './figures';
import type { Database, House } from './house';

/** How long one request takes by how much is there already; asked one after the other, the sizes in turn. */
export interface Growth {
  readonly what: string;
  readonly milliseconds: readonly { readonly there: number; readonly each: Figure }[];
  /** The slowest median by the fastest. */
  readonly times: number;
}

const BOOKED = [100, 1_000, 3_000];
const WAITING = [0, 500, 2_000];

/** Sessions of different sizes on a database of their own; `each` requests a size. */
export async function growthOfCosts(
  house: House,
  organisations: Organisations,
  each: number,
): Promise<Growth[]> {
  const database = await house.database('growth');
  const service = await house.service(database);
  const desk = await openDesk(house.council, service);
  const full = async (waiting: number, priority: readonly string[] = []) => {
    const session = await desk.session(each, 1, { priority });
    await fill(database, session, 'booked', each);
    await fill(database, session, 'waiting', waiting);
    return session;
  };
  const sessions = {
    booked: await inTurn(BOOKED, async (booked) => {
      const session = await desk.session(booked + each, 1);
      await fill(database, session, 'booked', booked);
      return session;
    }),
    waiting: await inTurn(WAITING, (waiting) => full(waiting)),
    ranked: await inTurn(WAITING, (waiting) => full(waiting, ['small'])),
  };
  await database.rows('VACUUM ANALYZE');

  const book = async (session: Session) => {
    const [attempt] = await organisations.attempts(database, session, { count: 1, each: 1 });
    if (!attempt) throw new Error('Nobody asks.');
    return timed(`${service.url}/api/capacity-building/v1/bookings`, attempt.token, {
      ...{ sessionId: session.id, organisationId: attempt.organisationId, places: 1 },
    });
  };
  const token = await house.council.coordinatorToken();
  const free = async (session: Session) => {
    const [booked] = await database.rows<{ id: string; version: number }>(
      `SELECT id, version FROM booking WHERE session_id = $1 AND state = 'booked' LIMIT 1`,
      session.id,
    );
    const url = `${service.url}/api/capacity-building/v1/bookings/${booked?.id}/cancel`;
    return timed(url, token, undefined, { 'if-match': `"${booked?.version}"` });
  };
  const growth = [
    await measured('a booking, by places booked', BOOKED, sessions.booked, each, book),
    await measured('a wait, by parties waiting', WAITING, sessions.waiting, each, book),
    await measured('a wait by priorities, by parties waiting', WAITING, sessions.ranked, each, book),
    await measured('a freed place, by parties waiting', WAITING, sessions.waiting, each, free),
  ];
  await service.stop();
  return growth;
}

async function measured(
  what: string,
  sizes: readonly number[],
  sessions: readonly Session[],
  each: number,
  ask: (session: Session) => Promise<number>,
): Promise<Growth> {
  const taken = new Map<Session, number[]>(sessions.map((session) => [session, []]));
  for (let turn = 1; turn <= each; turn++)
    for (const [session, times] of taken) times.push(await ask(session));
  const milliseconds = [...taken.values()].map((times, index) => ({
    there: sizes[index] ?? NaN,
    each: figure(times),
  }));
  const medians = milliseconds.map((size) => size.each.median);
  return { what, milliseconds, times: short(Math.max(...medians) / Math.min(...medians)) };
}

/** Milliseconds until the whole answer is there. */
async function timed(
  url: string,
  token: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<number> {
  const begun = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer = await response.text();
  const milliseconds = performance.now() - begun;
  if (!response.ok) throw new Error(`${url}: ${response.status} ${answer}`);
  return milliseconds;
}

/** Bookings of as many organisations, written past the service, and told already: nobody writes letters about them. */
async function fill(database: Database, { id }: Session, state: string, count: number): Promise<void> {
  const portion = 250;
  for (let left = count; left > 0; left -= portion) {
    await database.rows(
      `WITH party AS (
         INSERT INTO booking (id, session_id, organisation_id, places, state, booked_at, booked_by, rank)
         SELECT uuidv7(), $1::uuid, gen_random_uuid(), 1, $2, clock_timestamp(), 'there before', cardinality(s.priority)
         FROM session s, generate_series(1, $3::int) WHERE s.id = $1::uuid
         RETURNING id
       )
       INSERT INTO told (booking_id, sequence, state, places, dates, venue, session_version)
       SELECT party.id, 0, $2, 1, '[]', s.venue, s.version FROM party, session s WHERE s.id = $1::uuid`,
      ...[id, state, Math.min(portion, left)],
    );
  }
}

async function inTurn<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const made: Result[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}
