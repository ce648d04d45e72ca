import { randomUUID } from 'node:crypto';
import type { Answer, Attempt, Crowd } from './clients';
import type { Council } from './council';
import type { Session } from './desk';
import type { Database } from './house';

/** Clients at once; each signs in as a member of its own. */
export const CLIENTS = 100;

/** Every tenth request is sent a second time under its key, at the same moment. */
const TWICE_EVERY = 10;

/** Every fifth organisation asks for one place more than its cap. */
const GREEDY_EVERY = 5;

/**
 * Makes the attempts of one round. New organisations each time, each with a member who acts for it, and both known
 * to whoever is asked, as the register's events leave them there.
 */
export class Organisations {
  private constructor(private readonly tokens: ReadonlyMap<string, string>) {}

  static async of(council: Council): Promise<Organisations> {
    const tokens = new Map<string, string>();
    for (let number = 1; number <= CLIENTS; number++) {
      const member = `member-${number}`;
      tokens.set(member, await council.memberToken(member));
    }
    return new Organisations(tokens);
  }

  /** Organisations that each ask for `each` places, one by one, and some of them for one more. */
  async attempts(
    database: Database,
    session: Session,
    { count, each, greedy = false }: { count: number; each: number; greedy?: boolean },
  ): Promise<Attempt[]> {
    const members = [...this.tokens.keys()];
    const joined = Array.from({ length: count }, (_, index) => ({
      organisationId: randomUUID(),
      member: members[index % members.length] as string,
    }));
    await register(database, joined);
    const asked = joined.flatMap((organisation, index) =>
      Array.from({ length: each + (greedy && index % GREEDY_EVERY === 0 ? 1 : 0) }, () => organisation),
    );
    return asked.map(({ organisationId, member }, index) => ({
      sessionId: session.id,
      organisationId,
      key: randomUUID(),
      token: this.tokens.get(member) as string,
      twice: index % TWICE_EVERY === 0,
    }));
  }
}

/** As the consumer of the register's events notes them. */
export async function register(
  database: Database,
  joined: readonly { organisationId: string; member: string }[],
): Promise<void> {
  const [ids, members] = [
    joined.map(({ organisationId }) => organisationId),
    joined.map(({ member }) => member),
  ];
  await database.rows(
    `WITH known AS (
       INSERT INTO organisation (id, name, sequence) SELECT id, 'Organisation ' || id, 1 FROM unnest($1::uuid[]) AS id
     )
     INSERT INTO member (organisation_id, person_id, acts, sequence)
     SELECT id, person, true, 1 FROM unnest($1::uuid[], $2::text[]) AS joined (id, person)`,
    ids,
    members,
  );
}

/** How often each answer came: `201 booked`, `409 organisation-cap-exceeded`… */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const what = `${status} ${body.state ?? body.code ?? ''}`.trim();
    counts[what] = (counts[what] ?? 0) + 1;
  }
  return counts;
}

/** Requests with one key that were answered with different bookings; must stay empty. */
export function doubled({ answers }: Crowd): string[] {
  const first = new Map<string, string>();
  const wrong = new Set<string>();
  for (const { attempt, status, body } of answers) {
    if (status !== 201 || !body.id || !attempt.key) continue;
    const known = first.get(attempt.key);
    if (known !== undefined && known !== body.id) wrong.add(attempt.key);
    first.set(attempt.key, body.id);
  }
  return [...wrong];
}
