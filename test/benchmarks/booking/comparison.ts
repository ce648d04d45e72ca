import { type Crowd, send } from './clients';
import { drained } from './counts';
import { CLIENTS, type Organisations, tally } from './crowd';
import type { Session } from './desk';
import { type Figure, figure, short } from './figures';
import type { Database, Running } from './house';

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

/** One of the two who are asked, and where. */
export interface Side {
  readonly running: Running;
  readonly database: Database;
  readonly session: Session;
}

export interface Comparing {
  readonly what: string;
  readonly ours: Side;
  readonly bare: Side;
  readonly rounds: number;
  /** Organisations that ask in a round, places that each asks for, and whether some ask for one more. */
  readonly asking: { readonly count: number; readonly each: number; readonly greedy?: boolean };
  readonly statements: number;
  /** How a booking stands that counts as new. */
  readonly state: string;
}

/**
 * Rounds one after the other, the bare handler's and ours in turn. While the bare one is asked our process stands
 * still, so that what it has to do afterwards takes nothing from the other.
 * @returns the figures, and everything that our clients saw
 */
export async function compare(
  organisations: Organisations,
  { what, ours, bare, rounds: count, asking, statements, state }: Comparing,
  say: (line: string) => void,
): Promise<{ comparison: Comparison; crowds: Crowd[] }> {
  const rounds: { decided: number; bare: number; fresh: number; sentAfterS: number }[] = [];
  const crowds: Crowd[] = [];
  for (let round = 1; round <= count; round++) {
    const theirAttempts = await organisations.attempts(bare.database, bare.session, asking);
    ours.running.process.pause();
    const theirs = await send(bare.running.url, theirAttempts, CLIENTS).finally(() =>
      ours.running.process.resume(),
    );
    const attempts = await organisations.attempts(ours.database, ours.session, asking);
    const crowd = await send(ours.running.url, attempts, CLIENTS);
    const sentAfterS = await drained(ours.database);
    mustAnswer(theirs, 'The bare handler');
    mustAnswer(crowd, 'The service');
    crowds.push(crowd);
    const fresh = crowd.answers.filter(({ body }) => body.state === state);
    const one = {
      decided: crowd.answers.length / crowd.seconds,
      fresh: new Set(fresh.map(({ attempt }) => attempt.key)).size / crowd.seconds,
      bare: theirs.answers.length / theirs.seconds,
      sentAfterS,
    };
    rounds.push(one);
    say(`${what}, round ${round}: ${short(one.decided)}/s, bare ${short(one.bare)}/s`);
  }
  const answers = crowds.flatMap((crowd) => crowd.answers);
  const comparison = {
    ...{ what, statements, answers: tally(answers) },
    putOff: answers.reduce((sum, answer) => sum + (answer.putOff ?? 0), 0),
    decidedPerSecond: figure(rounds.map(({ decided }) => decided)),
    barePerSecond: figure(rounds.map((round) => round.bare)),
    ratio: figure(rounds.map((round) => round.decided / round.bare)),
    newPerSecond: figure(rounds.map(({ fresh }) => fresh)),
    sentAfterS: short(Math.max(...rounds.map((round) => round.sentAfterS))),
  };
  return { comparison, crowds };
}

/** A round in which something broke measures nothing. */
function mustAnswer(crowd: Crowd, who: string): void {
  const failed = crowd.answers.find(({ status }) => status !== 201 && status !== 409);
  if (failed) throw new Error(`${who} answered ${failed.status}: ${JSON.stringify(failed.body)}`);
}
