import { writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { type Crowd, send } from './booking/clients';
import { drained, type Wrongs, wrongsIn } from './booking/counts';
import { CLIENTS, doubled, Organisations, tally } from './booking/crowd';
import { openDesk, type Session } from './booking/desk';
import { type Figure, figure, short } from './booking/figures';
import { type Freed, freedPlaces } from './booking/freed';
import { type Cost, costOfGuarantees } from './booking/guarantees';
import { type Database, type House, openHouse, type Running } from './booking/house';
import { startPeer } from './booking/peer';

const ROUNDS = 5;
const [LARGE, SMALL, CAP] = [3_000, 30, 2];
/** A round of bookings asks for a fifth of the large session; a round of waits adds as many parties to the list. */
const ORGANISATIONS_A_ROUND = LARGE / CAP / ROUNDS;
const WAITS_A_ROUND = 200;
const ENOUGH = { ratio: 0.6, bookingsPerSecond: 50, offeredWithinS: 60 };

/** One kind of attempt: how many are decided a second, here and by the bare handler. */
export interface Comparison {
  readonly what: string;
  readonly decidedPerSecond: Figure;
  readonly barePerSecond: Figure;
  readonly ratio: Figure;
  /** New bookings, or places in the list, a second. */
  readonly newPerSecond: Figure;
  readonly statements: number;
  readonly answers: Readonly<Record<string, number>>;
  /** How often a client was told to come back later, because no connection came free for ten seconds. */
  readonly putOff: number;
  /** Longest time after a round until the last of its events had left. */
  readonly sentAfterS: number;
}

export interface Report {
  readonly machine: Readonly<Record<string, string | number>>;
  readonly sizes: Readonly<Record<string, number>>;
  readonly comparisons: readonly Comparison[];
  readonly costs: readonly Cost[];
  readonly freed: Freed;
  readonly wrongs: Wrongs & { readonly keysAnsweredTwice: number };
  readonly missed: readonly string[];
}

/** Everything that stands in the table; about three minutes on a quiet machine with two cores. */
export async function run(say: (line: string) => void = () => undefined): Promise<Report> {
  const house = await openHouse({ durable: true });
  try {
    return await measured(house, say);
  } finally {
    await house.stop();
  }
}

async function measured(house: House, say: (line: string) => void): Promise<Report> {
  say('Recording what a booking says to Postgres');
  const peer = await startPeer(house, LARGE, SMALL, CAP);
  const database = await house.database('ours');
  const service = await house.service(database);
  const desk = await openDesk(house.council, service);
  const [large, small] = [await desk.session(LARGE, CAP), await desk.session(SMALL, CAP)];
  const organisations = await Organisations.of(house.council);
  const crowds: Crowd[] = [];
  const bench = { organisations, crowds, database, say };

  const bookings = await compare(bench, {
    what: `bookings, ${LARGE} places`,
    ...{ ours: { running: service, session: large }, bare: { running: peer.running, session: peer.large } },
    ...{ organisations: ORGANISATIONS_A_ROUND, each: CAP, greedy: true, statements: peer.statements.booked },
    state: 'booked',
  });
  for (const [running, session] of [[service, small] as const, [peer.running, peer.small] as const]) {
    const full = await send(running.url, organisations.attempts(session, SMALL, 1, false), CLIENTS);
    if (running === service) crowds.push(full);
  }
  const waits = await compare(bench, {
    what: `waits, ${SMALL} places`,
    ...{ ours: { running: service, session: small }, bare: { running: peer.running, session: peer.small } },
    ...{ organisations: WAITS_A_ROUND, each: 1, greedy: false, statements: peer.statements.waiting },
    state: 'waiting',
  });
  await peer.running.stop();
  say('Freeing every place of the full session');
  const freed = await freedPlaces(house, database, desk, small);
  await drained(database);
  const keys = crowds.flatMap(({ answers }) =>
    answers.filter(({ status }) => status === 201).map(({ attempt }) => attempt.key),
  );
  const wrongs = {
    ...(await wrongsIn(database, new Set(keys).size)),
    keysAnsweredTwice: crowds.flatMap(doubled).length,
  };
  await service.stop();
  const costs = await costOfGuarantees(house, organisations, ROUNDS, say);
  const report = {
    ...{ machine: await machine(database), comparisons: [bookings, waits], costs, freed, wrongs },
    sizes: { rounds: ROUNDS, clients: CLIENTS, large: LARGE, small: SMALL, cap: CAP, waits: WAITS_A_ROUND },
  };
  return { ...report, missed: missed(report) };
}

interface Comparing {
  readonly what: string;
  readonly ours: { readonly running: Running; readonly session: Session };
  readonly bare: { readonly running: Running; readonly session: Session };
  readonly organisations: number;
  readonly each: number;
  readonly greedy: boolean;
  readonly statements: number;
  readonly state: string;
}

interface Bench {
  readonly organisations: Organisations;
  readonly crowds: Crowd[];
  readonly database: Database;
  readonly say: (line: string) => void;
}

/** Rounds one after the other, ours and the bare handler's in turn. */
async function compare(bench: Bench, comparing: Comparing): Promise<Comparison> {
  const { organisations, crowds, database, say } = bench;
  const { what, ours, bare, statements, state } = comparing;
  const rounds: { decided: number; bare: number; fresh: number; sentAfterS: number }[] = [];
  const answers: Record<string, number> = {};
  let putOff = 0;
  for (let round = 1; round <= ROUNDS; round++) {
    const attempts = (session: Session) => {
      organisations.forget();
      return organisations.attempts(session, comparing.organisations, comparing.each, comparing.greedy);
    };
    const theirs = await send(bare.running.url, attempts(bare.session), CLIENTS);
    const crowd = await send(ours.running.url, attempts(ours.session), CLIENTS);
    const sentAfterS = await drained(database);
    crowds.push(crowd);
    putOff += crowd.answers.reduce((sum, answer) => sum + (answer.putOff ?? 0), 0);
    for (const [answer, times] of Object.entries(tally(crowd)))
      answers[answer] = (answers[answer] ?? 0) + times;
    const keys = new Set(
      crowd.answers.filter(({ body }) => body.state === state).map(({ attempt }) => attempt.key),
    );
    rounds.push({
      ...{ decided: crowd.answers.length / crowd.seconds, fresh: keys.size / crowd.seconds, sentAfterS },
      bare: theirs.answers.length / theirs.seconds,
    });
    say(
      `${what}, round ${round}: ${short(rounds.at(-1)?.decided ?? 0)}/s, bare ${short(rounds.at(-1)?.bare ?? 0)}/s`,
    );
    mustAnswer(theirs, 'The bare handler');
    mustAnswer(crowd, 'The service');
  }
  return {
    ...{ what, statements, answers, putOff },
    decidedPerSecond: figure(rounds.map(({ decided }) => decided)),
    barePerSecond: figure(rounds.map((round) => round.bare)),
    ratio: figure(rounds.map((round) => round.decided / round.bare)),
    newPerSecond: figure(rounds.map(({ fresh }) => fresh)),
    sentAfterS: short(Math.max(...rounds.map((round) => round.sentAfterS))),
  };
}

/** A round in which something broke measures nothing. */
function mustAnswer(crowd: Crowd, who: string): void {
  const failed = crowd.answers.find(({ status }) => status !== 201 && status !== 409);
  if (failed) throw new Error(`${who} answered ${failed.status}: ${JSON.stringify(failed.body)}`);
}

function missed({ comparisons, freed, wrongs }: Omit<Report, 'missed'>): string[] {
  const [bookings] = comparisons;
  return [
    ...comparisons
      .filter(({ ratio }) => ratio.median < ENOUGH.ratio)
      .map(({ what, ratio }) => `${what}: ${ratio.median} of the bare handler, not ${ENOUGH.ratio}`),
    ...((bookings?.newPerSecond.median ?? 0) < ENOUGH.bookingsPerSecond
      ? [`${bookings?.newPerSecond.median} bookings a second, not ${ENOUGH.bookingsPerSecond}`]
      : []),
    ...Object.entries(wrongs).flatMap(([what, count]) => (count === 0 ? [] : [`${what}: ${count}`])),
    ...(Math.max(freed.cancelledS, freed.ranOutS) > ENOUGH.offeredWithinS
      ? [`freed places were offered after ${Math.max(freed.cancelledS, freed.ranOutS)} s`]
      : []),
  ];
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

if (require.main === module) {
  void run((line) => console.log(line)).then((report) => {
    console.table(
      report.comparisons.map(
        ({ what, decidedPerSecond, barePerSecond, ratio, newPerSecond, statements }) => ({
          what,
          'decided/s': `${decidedPerSecond.median} (${decidedPerSecond.range.join('–')})`,
          'bare/s': `${barePerSecond.median} (${barePerSecond.range.join('–')})`,
          ratio: `${ratio.median} (${ratio.range.join('–')})`,
          'new/s': `${newPerSecond.median} (${newPerSecond.range.join('–')})`,
          statements,
        }),
      ),
    );
    console.table(report.costs);
    const { machine, sizes, freed, wrongs, missed } = report;
    console.log({ machine, sizes, freed, wrongs, missed });
    const [, , file] = process.argv;
    if (file) writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
    process.exitCode = missed.length === 0 ? 0 : 1;
  });
}
