import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Acting, patience } from '../../../deploy/local/acts/client';
import { MovedClock } from '../../../deploy/local/acts/moved-clock';
import { SERVICES } from '../../../deploy/local/identity/clients';
import { startSystem, type System } from '../../../deploy/local/system';
import type { Counted } from '../../faults/ground/ground';
import { Ledger } from '../../faults/work/ledger';
import { PersistentActing } from '../../faults/work/persistent';

/** A whole system of a journey's own, with the ready-made people at its APIs. */
export interface JourneySystem {
  readonly system: System;
  readonly clock: MovedClock;
  /** A ready-made person by key; `nobody` has no account. */
  as(key: string): Acting;
  readonly nobody: Acting;
  /** Kills a service where it stands; it is started again. */
  kill(service: string): void;
  /** What was accepted, where services are killed; empty otherwise. */
  readonly ledger: Ledger;
  /** What the counts of `test/faults` need. */
  readonly counted: Counted;
  stop(): Promise<void>;
}

/** Longer than a killed service takes to come back on a busy machine. */
const PATIENCE_MS = 120_000;

/**
 * Starts every service on a bus, empty, on free ports, with data that is thrown away. Where services will be killed,
 * people's clients ask again for an answer that was lost.
 */
export async function startJourney(bus: 'embedded' | 'kafka', willKill = false): Promise<JourneySystem> {
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
  const ledger = new Ledger();
  if (willKill) patience.ms = PATIENCE_MS;
  const personCalled = (key: string | undefined): Acting =>
    willKill
      ? new PersistentActing(system, key, ledger, new AbortController().signal)
      : new Acting(system, key);
  return {
    system,
    clock: new MovedClock(system.clockFile),
    as: (key) => {
      const known = people.get(key) ?? personCalled(key);
      people.set(key, known);
      return known;
    },
    nobody: personCalled(undefined),
    kill: (service) => system.process(service).kill(),
    ledger,
    counted: { system, brokerUrl: system.brokerUrl, dataDir: join(dir, 'data'), processes: [...SERVICES] },
    stop: () => system.stop(),
  };
}
