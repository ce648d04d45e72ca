import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { send } from './booking/clients';
import { compare, type Comparison, type Side } from './booking/comparison';
import { drained, told, wrongsIn } from './booking/counts';
import { CLIENTS, doubled, Organisations } from './booking/crowd';
import { openDesk } from './booking/desk';
import { type Figure, short } from './booking/figures';
import { freedPlaces } from './booking/freed';
import { type Cost, costOfGuarantees } from './booking/guarantees';
import { type Growth, growthOfCosts } from './booking/growth';
import { type Database, type House, openHouse } from './booking/house';
import { startPeer } from './booking/peer';
import { type Measured, type Target, targetsOf } from './booking/targets';
import { verified } from './booking/verified';

/** `--quick`: small rounds, to see that everything works. */
const quick = process.argv.includes('--quick');

const [LARGE, SMALL, CAP] = [3_000, 30, 2];
/** The rounds of bookings fill the large session; a round of waits adds as many parties to the list. */
const SIZES = quick
  ? { rounds: 2, warming: 100, organisations: 60, waits: 60, costs: 30, growth: 9 }
  : { rounds: 5, warming: 200, organisations: 280, waits: 200, costs: 100, growth: 31 };

export interface Report extends Measured {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly sizes: Readonly<Record<string, number>>;
  readonly costs: readonly Cost[];
  /** Seconds after the last round until the last letter was handed over: letters give way to requests. */
  readonly lettersAfterS: number;
  readonly seconds: number;
  readonly targets: readonly Target[];
}

/** Everything that stands in the table; about five minutes on a quiet machine with two cores. */
export async function run(say: (line: string) => void = () => undefined): Promise<Report> {
  const house = await openHouse({ durable: true });
  try {
    return await measured(house, say);
  } finally {
    await house.stop();
  }
}

async function measured(house: House, say: (line: string) => void): Promise<Report> {
  const begun = performance.now();
  say('Recording what a booking says to Postgres');
  const peer = await startPeer(house, LARGE, SMALL, CAP);
  const database = await house.database('ours');
  const service = await house.service(database);
  const desk = await openDesk(house.council, service);
  const sessions = { large: await desk.session(LARGE, CAP), small: await desk.session(SMALL, CAP) };
  const organisations = await Organisations.of(house.council);
  const sides = (size: 'large' | 'small') => ({
    ours: { running: service, database, session: sessions[size] },
    bare: { running: peer.running, database: peer.database, session: peer[size] },
  });

  const ask = async ({ running, database: at, session }: Side, count: number) =>
    send(running.url, await organisations.attempts(at, session, { count, each: 1 }), CLIENTS);
  const { rounds } = SIZES;
  const large = sides('large');
  const crowds = [await ask(large.ours, SIZES.warming)];
  await ask(large.bare, SIZES.warming);
  const booking = await compare(
    organisations,
    {
      ...{ what: `bookings, ${LARGE} places`, state: 'booked', rounds, ...large },
      asking: { count: SIZES.organisations, each: CAP, greedy: true },
      statements: peer.statements.booked,
    },
    say,
  );
  const { ours, bare } = sides('small');
  crowds.push(await ask(ours, SMALL));
  await ask(bare, SMALL);
  const waiting = await compare(
    organisations,
    {
      ...{ what: `waits, ${SMALL} places`, state: 'waiting', rounds, ours, bare },
      asking: { count: SIZES.waits, each: 1 },
      statements: peer.statements.waiting,
    },
    say,
  );
  await peer.running.stop();
  const lettersAfterS = short(await told(database));
  say('Freeing every place of the full session');
  const freed = await freedPlaces(house, database, desk, sessions.small);
  await drained(database);
  crowds.push(...booking.crowds, ...waiting.crowds);
  const answered = crowds.flatMap(({ answers }) => answers).filter(({ status }) => status === 201);
  const { said, code } = await verified(database);
  say(said.trim());
  const wrongs = {
    ...(await wrongsIn(database, new Set(answered.map(({ attempt }) => attempt.key)).size)),
    keysAnsweredTwice: crowds.flatMap(doubled).length,
    disagreements: code === 0 ? 0 : 1,
  };
  await service.stop();
  const costs = await costOfGuarantees(house, organisations, rounds, SIZES.costs, say);
  say('Asking one after the other, with much there and with little');
  const growth = await growthOfCosts(house, organisations, SIZES.growth);
  const found = { bookings: booking.comparison, waits: waiting.comparison, freed, wrongs, growth };
  return {
    ...{ machine: await machine(database), ...found, costs, lettersAfterS },
    sizes: { ...SIZES, clients: CLIENTS, large: LARGE, small: SMALL, cap: CAP },
    seconds: short((performance.now() - begun) / 1_000),
    targets: targetsOf(found),
  };
}

async function machine(database: Database): Promise<Report['machine']> {
  const [postgres] = await database.rows<{ server_version: string }>('SHOW server_version');
  const [processor] = cpus();
  return {
    processor: processor?.model ?? 'unknown',
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    node: process.versions.node,
    postgres: postgres?.server_version ?? 'unknown',
  };
}

const cell = ({ median, range }: Figure): string => `${median} (${range.join('–')})`;

const comparisonRow = (comparison: Comparison) => ({
  what: comparison.what,
  'decided/s': cell(comparison.decidedPerSecond),
  'bare/s': cell(comparison.barePerSecond),
  ratio: cell(comparison.ratio),
  'new/s': cell(comparison.newPerSecond),
  statements: comparison.statements,
  'sent after s': comparison.sentAfterS,
});

const costRow = ({ without, bookingsPerSecond, faster, statements }: Cost) => ({
  ...{ without, 'bookings/s': cell(bookingsPerSecond), faster: cell(faster), statements },
});

const growthRow = ({ what, milliseconds, times }: Growth) => ({
  what,
  'ms with so many there': milliseconds.map(({ there, each }) => `${there}: ${each.median}`).join(', '),
  times,
});

if (require.main === module) {
  void run((line) => console.log(line)).then((report) => {
    const { bookings, waits, machine, sizes, freed, lettersAfterS, seconds, targets } = report;
    console.table([bookings, waits].map(comparisonRow));
    console.table(report.costs.map(costRow));
    console.table(report.growth.map(growthRow));
    console.log({
      machine,
      sizes,
      answers: { ...bookings.answers, ...waits.answers },
      freed,
      lettersAfterS,
      seconds,
    });
    console.table(targets.map(({ held, ...target }) => ({ ...target, held: held ? 'held' : 'missed' })));
    const [, , file] = process.argv;
    if (file?.endsWith('.json')) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    process.exitCode = targets.every(({ held }) => held) ? 0 : 1;
  });
}
