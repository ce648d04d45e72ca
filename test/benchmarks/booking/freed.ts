import { writeFileSync } from 'node:fs';
import type { Desk, Session } from './desk';
import { short } from './figures';
import type { Database, House } from './house';

const DAY = 24 * 3_600_000;
const PATIENCE_S = 90;

/** How long freed places were nobody's: from the moment they were free until all of them were offered on. */
export interface Freed {
  readonly places: number;
  readonly cancelledS: number;
  readonly ranOutS: number;
}

/**
 * Frees every place of a full session with a waiting list twice: all bookings are cancelled at once, then the offers
 * that followed run out together, which only the sweep notices.
 */
export async function freedPlaces(
  house: House,
  database: Database,
  desk: Desk,
  session: Session,
): Promise<Freed> {
  const inState = async (state: string) =>
    database.rows<{ id: string; version: number }>(
      'SELECT id, version FROM booking WHERE session_id = $1 AND state = $2',
      session.id,
      state,
    );
  const booked = await inState('booked');
  if (booked.length !== session.capacity) throw new Error('The session was to be full of bookings.');
  const cancelledFrom = performance.now();
  const cancelling = Promise.all(
    booked.map(({ id, version }) =>
      desk.ask('POST', `/v1/bookings/${id}/cancel`, undefined, { 'if-match': `"${version}"` }),
    ),
  );
  await Promise.all([
    cancelling,
    until(async () => (await inState('offered')).length === session.capacity, 'cancelled places'),
  ]);
  const cancelledS = (performance.now() - cancelledFrom) / 1_000;
  const offered = new Set((await inState('offered')).map(({ id }) => id));

  const ranOutFrom = performance.now();
  writeFileSync(house.clockFile, JSON.stringify({ offsetMs: 14 * DAY }));
  await until(async () => {
    const now = await inState('offered');
    return now.length === session.capacity && now.every(({ id }) => !offered.has(id));
  }, 'places of offers that ran out');
  const ranOutS = (performance.now() - ranOutFrom) / 1_000;
  return { places: session.capacity, cancelledS: short(cancelledS), ranOutS: short(ranOutS) };
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_S * 1_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`The ${what} were not offered in ${PATIENCE_S} s.`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
