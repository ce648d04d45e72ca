import { randomUUID } from 'node:crypto';
import type { Attempt, Crowd } from './clients';
import type { Council } from './council';
import type { Session } from './desk';

/** Clients at once; each signs in as a member of its own. */
export const CLIENTS = 100;

/** Every tenth request is sent a second time under its key, at the same moment. */
const TWICE_EVERY = 10;

/** Every fifth organisation asks for one place more than its cap. */
const GREEDY_EVERY = 5;

/** Makes the attempts of one round. New organisations each time, each with a member who acts for it. */
export class Organisations {
  private readonly acting = new Map<string, string[]>();
  private readonly tokens = new Map<string, string>();

  private constructor(private readonly council: Council) {}

  static async of(council: Council): Promise<Organisations> {
    const organisations = new Organisations(council);
    for (let number = 1; number <= CLIENTS; number++) {
      const member = `member-${number}`;
      organisations.tokens.set(member, await council.memberToken(member));
      organisations.acting.set(member, []);
    }
    return organisations;
  }

  /** Organisations that each ask for `each` places, one by one, and some of them for one more. */
  attempts(session: Session, count: number, each: number, greedy: boolean): Attempt[] {
    const members = [...this.tokens.keys()];
    const attempts = Array.from({ length: count }, (_, index) => {
      const organisationId = randomUUID();
      const member = members[index % members.length] as string;
      this.acting.get(member)?.push(organisationId);
      const asks = each + (greedy && index % GREEDY_EVERY === 0 ? 1 : 0);
      return Array.from({ length: asks }, () => ({ organisationId, member }));
    }).flat();
    for (const [member, organisationIds] of this.acting) this.council.actsFor(member, organisationIds);
    return attempts.map(({ organisationId, member }, index) => ({
      sessionId: session.id,
      organisationId,
      key: randomUUID(),
      token: this.tokens.get(member) as string,
      twice: index % TWICE_EVERY === 0,
    }));
  }

  /** As an organisation without a member's past: what it holds is forgotten, so that answers stay short. */
  forget(): void {
    for (const member of this.acting.keys()) this.acting.set(member, []);
  }
}

/** How often each answer came: `201 booked`, `409 organisation-cap-exceeded`… */
export function tally({ answers }: Crowd): Record<string, number> {
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
