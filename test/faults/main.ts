import { parseArgs } from 'node:util';
import { CannotStart } from '../../deploy/local/cannot-start';
import { notRun } from './break/deck';
import { type Count, count } from './count/count';
import { Draw } from './draw';
import { type BrokerKind, type Ground, startGround } from './ground/ground';
import { keepLogs } from './ground/logs';
import { breakDuringCycles, type Struck } from './run';
import { Ledger } from './work/ledger';

const began = Date.now();
const say = (line: string): void => {
  process.stdout.write(`[${((Date.now() - began) / 1000).toFixed(1).padStart(6)} s] ${line}\n`);
};

interface Settings {
  readonly minutes: number;
  readonly broker: BrokerKind;
  readonly seed: number;
  readonly without?: 'inbox' | 'outbox';
}

function settings(): Settings {
  const { values } = parseArgs({
    options: {
      minutes: { type: 'string', default: '10' },
      broker: { type: 'string', default: 'postgres' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      without: { type: 'string' },
    },
  });
  const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
  if (!(minutes > 0 && minutes <= 600)) throw new CannotStart('--minutes takes a number up to 600.');
  if (!Number.isSafeInteger(seed)) throw new CannotStart('--seed takes a whole number.');
  if (values.broker !== 'kafka' && values.broker !== 'postgres')
    throw new CannotStart('--broker takes kafka or postgres.');
  if (values.without !== undefined && values.without !== 'inbox' && values.without !== 'outbox')
    throw new CannotStart('--without takes inbox or outbox.');
  return { minutes, seed, broker: values.broker, without: values.without };
}

/** Somebody who waits for a fact that was lost on purpose need not wait long. */
const PATIENCE_MS = { kept: 180_000, leftOut: 40_000 };
const MOST_SENTENCES = 25;

async function main(): Promise<number> {
  const { minutes, broker, seed, without } = settings();
  say(`${minutes} minutes on ${broker}${without ? `, without the ${without}` : ''}; seed ${seed}`);
  const draw = new Draw(seed);
  const ledger = new Ledger();
  const run = `${broker}-${seed}`;
  const ground = await startGround({ broker, draw, without, run, say });
  try {
    const patienceMs = without ? PATIENCE_MS.leftOut : PATIENCE_MS.kept;
    const struck = await breakDuringCycles({ ground, ledger, draw, minutes, patienceMs, without, say });
    const counted = await count(ground, ledger, struck.planted, say);
    report(ground, ledger, struck, counted);
    const status = verdict(without, ledger, struck, counted, seed);
    if (status !== 0) say(`What the processes said is kept in ${await keepLogs(ground.dir, run)}`);
    return status;
  } finally {
    await ground.stop();
  }
}

function report(ground: Ground, ledger: Ledger, struck: Struck, { findings, compared }: Count): void {
  const kinds = [...struck.kinds].map(([kind, times]) => `${kind} ${times}`).sort();
  say(`Faults: ${kinds.join(', ')}`);
  for (const line of notRun(ground)) say(`not run: ${line}`);
  say(
    `Work: ${ledger.cycles} cycles and ${ledger.bookings} bookings; ` +
      `${ledger.unanswered} answers were lost, ${ledger.repeated} requests repeated`,
  );
  for (const line of compared) say(`Compared: ${line}`);
  for (const line of ledger.stuck) say(`Stuck: ${line}`);
  const bySort = findings.toSorted((one, other) => other.what.localeCompare(one.what));
  for (const { what, sentence } of bySort.slice(0, MOST_SENTENCES)) say(`Found: ${what}: ${sentence}`);
  if (findings.length > MOST_SENTENCES) say(`Found: and ${findings.length - MOST_SENTENCES} more`);
}

function verdict(
  without: Settings['without'],
  ledger: Ledger,
  struck: Struck,
  { findings }: Count,
  seed: number,
): number {
  const number = (what: string) => findings.filter((finding) => finding.what === what).length;
  const faults = [...struck.kinds.values()].reduce((sum, times) => sum + times, 0);
  const others = number('wrong') + ledger.stuck.length;
  say(`seed ${seed}`);
  say(
    `${faults} faults, ${number('lost')} lost, ${number('doubled')} doubled${others > 0 ? `, ${others} otherwise wrong` : ''}`,
  );
  if (!without) return findings.length + ledger.stuck.length === 0 && faults > 0 && ledger.cycles > 0 ? 0 : 1;
  const sought = without === 'inbox' ? 'doubled' : 'lost';
  if (number(sought) > 0) {
    say(`As it must be: without the ${without}, ${number(sought)} were ${sought}`);
    return 1;
  }
  say(`Without the ${without} nothing was ${sought}: this run proves nothing, and neither would one with it`);
  return 2;
}

// Leaving by `exit` ends the stores too; a signal alone would leave them behind.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

main().then(
  (status) => process.exit(status),
  (error: unknown) => {
    process.stderr.write(
      `${error instanceof CannotStart ? error.message : String((error as Error).stack)}\n`,
    );
    process.exit(1);
  },
);
