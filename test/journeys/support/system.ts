import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Acting } from '../../../deploy/local/acts/client';
import { MovedClock } from '../../../deploy/local/acts/moved-clock';
import { startSystem, type System } from '../../../deploy/local/system';

/** A whole system of a journey's own, with the ready-made people at its APIs. */
export interface JourneySystem {
  readonly system: System;
  readonly clock: MovedClock;
  /** A ready-made person by key; `nobody` has no account. */
  as(key: string): Acting;
  readonly nobody: Acting;
  stop(): Promise<void>;
}

/** Starts every service on a bus, empty, on free ports, with data that is thrown away. */
export async function startJourney(bus: 'embedded' | 'kafka'): Promise<JourneySystem> {
  const dir = mkdtempSync(join(tmpdir(), 'commissioning-journey-'));
  const lines: string[] = [];
  const system = await startSystem({
    dir,
    bus,
    port: 0,
    say: (line) => lines.push(line),
    forTests: true,
  }).catch((error: unknown) => {
    throw new Error(`The system did not start.\n${lines.join('\n')}\n${String(error)}`);
  });
  const people = new Map<string, Acting>();
  return {
    system,
    clock: new MovedClock(system.clockFile),
    as: (key) => {
      const known = people.get(key) ?? new Acting(system, key);
      people.set(key, known);
      return known;
    },
    nobody: new Acting(system, undefined),
    stop: () => system.stop(),
  };
}
