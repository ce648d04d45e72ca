import type { Actor } from '@commissioning/auth';
import { Forbidden } from '../rule';
import type { Peers } from './peers';

/** For which organisations a person acts, asked of the register at the moment it matters. */
export class Memberships {
  constructor(private readonly peers: Peers) {}

  /** Ids of the organisations for which the person acts today. */
  async of(person: Pick<Actor, 'id'>): Promise<string[]> {
    const { organisationIds } = await this.peers.get<{ organisationIds: string[] }>(
      'organisations',
      `/v1/memberships/${encodeURIComponent(person.id)}`,
    );
    return organisationIds;
  }

  /** Throws `Forbidden` unless the actor acts for the organisation now; one who has left is stopped at once. */
  async mustActFor(actor: Actor, organisationId: string): Promise<void> {
    if ((await this.of(actor)).includes(organisationId)) return;
    throw new Forbidden('not-your-organisation', 'You do not act for this organisation.');
  }
}
