import { send } from './clients';
import { CLIENTS, type Organisations } from './crowd';
import { openDesk } from './desk';
import { type Figure, figure, short } from './figures';
import type { House } from './house';

/** What one guarantee costs: the same bookings with everything on, and with its statements left out. */
export interface Cost {
  readonly without: string;
  readonly bookingsPerSecond: Figure;
  /** How much faster than with everything on, round by round; 0.1 is a tenth. */
  readonly faster: Figure;
  /** Statements left out per booking; zero would mean that nothing was switched off. */
  readonly statements: number;
}

const ASSEMBLIES = ['nothing', 'audit', 'outbox', 'idempotency'] as const;

/** Switches one guarantee off at a time, in the recorder's process: the product itself has no such switch. */
export async function costOfGuarantees(
  house: House,
  organisations: Organisations,
  rounds: number,
  each: number,
  say: (line: string) => void,
): Promise<Cost[]> {
  const database = await house.database('parts');
  const service = await house.service(database, 'recorded');
  const desk = await openDesk(house.council, service);
  const session = await desk.session(each * ASSEMBLIES.length * rounds, 2);
  const speeds = new Map<string, number[]>(ASSEMBLIES.map((without) => [without, []]));
  const leftOut = new Map<string, number>();
  for (let round = 1; round <= rounds; round++) {
    // Each begins a round in its turn.
    const turn = round % ASSEMBLIES.length;
    for (const without of [...ASSEMBLIES.slice(turn), ...ASSEMBLIES.slice(0, turn)]) {
      await switchTo(service.controlUrl, without);
      const asked = await organisations.attempts(database, session, { count: each, each: 1 });
      const attempts = asked.map(({ key, ...attempt }) => ({
        ...{ ...attempt, twice: false },
        ...(without !== 'idempotency' && { key }),
      }));
      const { seconds, answers } = await send(service.url, attempts, CLIENTS);
      const booked = answers.filter(({ body }) => body.state === 'booked').length;
      if (booked !== each) throw new Error(`Without ${without}, ${booked} were booked.`);
      speeds.get(without)?.push(booked / seconds);
      leftOut.set(without, (await switchTo(service.controlUrl, 'nothing')) / booked);
    }
    say(`costs, round ${round}`);
  }
  await service.stop();
  const everything = speeds.get('nothing') ?? [];
  return ASSEMBLIES.map((without) => {
    const speed = speeds.get(without) ?? [];
    const statements = short(leftOut.get(without) ?? 0);
    if (statements === 0 && (without === 'audit' || without === 'outbox'))
      throw new Error(`No statement of ${without} was recognised, so nothing was switched off.`);
    return {
      without,
      bookingsPerSecond: figure(speed),
      faster: figure(speed.map((value, index) => value / (everything[index] ?? NaN) - 1)),
      statements,
    };
  });
}

/** Resolves to how many statements were left out since the last switch. */
async function switchTo(controlUrl: string, without: string): Promise<number> {
  const response = await fetch(`${controlUrl}/${without}`, { method: 'POST' });
  return ((await response.json()) as { leftOut: number }).leftOut;
}
