import type { Draw } from '../draw';
import type { Ground, GroundOptions } from '../ground/ground';
import type { Fault } from './fault';
import { clockWrong, relayKilled, serviceFrozen, serviceKilled } from './processes';
import { duplicates, poison } from './records';
import {
  busAwayAndServicesKilled,
  busDiskFull,
  busKilled,
  busStopped,
  connectionCut,
  connectionSilent,
  connectionSlow,
  databasesKilled,
  databasesStopped,
  redisKilled,
} from './storage';

/** Every kind, the frequent ones more than once. */
const DECK: readonly Fault[] = [
  ...[serviceKilled, serviceKilled, serviceKilled, relayKilled, relayKilled, serviceFrozen],
  ...[duplicates, duplicates, poison, poison, clockWrong, clockWrong],
  ...[busKilled, busStopped, busAwayAndServicesKilled, databasesKilled, databasesStopped, redisKilled],
  busDiskFull,
  ...[connectionSlow, connectionSilent, connectionCut],
];

/** Kinds that cannot be had on this ground, with the reason. */
export const notRun = (ground: Ground): string[] => [
  ...new Set(
    DECK.flatMap(({ kind, cannot }) => {
      const reason = cannot?.(ground);
      return reason ? [`${kind}: ${reason}`] : [];
    }),
  ),
];

/** What shows soonest that a guarantee is missing: a control is short, and begins with these. */
const TELLING: Readonly<Record<'inbox' | 'outbox', readonly Fault[]>> = {
  inbox: [serviceKilled, duplicates, databasesKilled, duplicates],
  outbox: [busAwayAndServicesKilled, relayKilled, busAwayAndServicesKilled, databasesKilled],
};

/** Faults without end: the deck is shuffled again whenever it is used up, so that every kind comes. */
export function* drawn(ground: Ground, draw: Draw, without: GroundOptions['without']): Generator<Fault> {
  const possible = DECK.filter(({ cannot }) => !cannot?.(ground));
  if (without) yield* TELLING[without];
  for (;;) yield* draw.shuffled(possible);
}
