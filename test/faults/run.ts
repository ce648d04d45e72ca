import { setTimeout as pause } from 'node:timers/promises';
import { patience } from '../../deploy/local/acts/client';
import type { Planted } from './break/records';
import { drawn } from './break/deck';
import { Draw } from './draw';
import type { Ground, GroundOptions } from './ground/ground';
import { Bookings } from './work/bookings';
import { prepare, runCycle } from './work/cycle';
import type { Ledger } from './work/ledger';
import { people } from './work/people';
import { RunIsOver } from './work/persistent';

/** What one run did to the system. */
export interface Struck {
  /** Kind of fault by how often it struck. */
  readonly kinds: ReadonlyMap<string, number>;
  readonly planted: readonly Planted[];
}

export interface RunOptions {
  readonly ground: Ground;
  readonly ledger: Ledger;
  readonly draw: Draw;
  readonly minutes: number;
  /** The guarantee that is left out, for a control. */
  readonly without: GroundOptions['without'];
  /** How long somebody waits for what another service is to say, in milliseconds. */
  readonly patienceMs: number;
  readonly say: (line: string) => void;
}

const MINUTE_MS = 60_000;
/** A fault lasts a minute at most, and never more than a tenth of the run. */
const longestMs = (minutes: number) => Math.min(MINUTE_MS, (minutes * MINUTE_MS) / 10);

/** Commissions without pause while things break; resolves when the last fault is mended and the work in hand is done. */
export async function breakDuringCycles(options: RunOptions): Promise<Struck> {
  const { ground, ledger, draw, patienceMs, say } = options;
  patience.ms = patienceMs;
  const enough = new AbortController();
  const over = new AbortController();
  const as = people(ground, ledger, over.signal);
  const move = (iso: string) => ground.clocks.moveTo(iso);
  await prepare({ as, move, organisations: [] });
  const bookings = new Bookings(as('tom-training-coordinator'), new Draw(draw.seed + 1));
  const working = Promise.all([
    keepCommissioning(as, move, bookings, ledger, enough.signal),
    bookings.run(enough.signal).catch((error: unknown) => stuck(ledger, 'bookings', error)),
  ]);
  const struck = await breakThings(options);
  say('No more faults; the work in hand is finished');
  enough.abort();
  const late = setTimeout(() => over.abort(), patienceMs);
  await working;
  clearTimeout(late);
  ledger.bookings = bookings.made;
  return struck;
}

async function keepCommissioning(
  as: ReturnType<typeof people>,
  move: (iso: string) => Promise<void>,
  bookings: Bookings,
  ledger: Ledger,
  enough: AbortSignal,
): Promise<void> {
  for (let number = 1; !enough.aborted; number += 1) {
    try {
      await runCycle(number, { as, move }, (organisation, member) => bookings.join(organisation, member));
      ledger.cycles += 1;
    } catch (error) {
      stuck(ledger, `cycle ${number}`, error);
    }
  }
}

function stuck(ledger: Ledger, what: string, error: unknown): void {
  if (error instanceof RunIsOver) ledger.stuck.push(`${what} was not finished when the run was over`);
  else ledger.stuck.push(`${what} could not go on: ${String((error as Error).stack ?? error)}`);
}

async function breakThings({ ground, draw, minutes, without, say }: RunOptions): Promise<Struck> {
  const until = Date.now() + minutes * MINUTE_MS;
  const kinds = new Map<string, number>();
  const planted: Planted[] = [];
  for (const fault of drawn(ground, draw, without)) {
    await pause(draw.whole(2_000, 8_000));
    if (Date.now() > until) break;
    // A chance of its own for each: what one finds must not change what the next draws.
    const own = new Draw(draw.whole(0, 2 ** 31));
    const what = await fault.strike({ ground, draw: own, planted, longestMs: longestMs(minutes) });
    kinds.set(fault.kind, (kinds.get(fault.kind) ?? 0) + 1);
    say(`  ${fault.kind}: ${what}`);
  }
  return { kinds, planted };
}
