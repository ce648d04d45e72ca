import { Injectable } from '@nestjs/common';
import { type Actor, may } from '@commissioning/auth';
import { Forbidden, found, Store } from '@commissioning/service';
import { organisationMemberLeft, type organisationsApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { toInvitation } from '../invitation/invitation.queries';
import { mustLeaveSomebody } from './membership';
import { mustSpeakFor } from './membership.queries';

@Injectable()
export class MembershipService {
  constructor(private readonly store: Store<PrismaClient>) {}

  /** For which organisations a person acts: for our services, and for the person. */
  async ofPerson(personId: string, actor: Actor): Promise<organisationsApi.MembershipsOfPerson> {
    if (actor.kind === 'person' && actor.id !== personId)
      throw new Forbidden('not-your-memberships', 'Everybody sees their own memberships only.');
    const rows = await this.store.db.membership.findMany({
      where: { personId, leftAt: null },
      select: { organisationId: true },
      orderBy: { joinedAt: 'asc' },
    });
    return { organisationIds: rows.map(({ organisationId }) => organisationId) };
  }

  async people(organisationId: string, actor: Actor): Promise<organisationsApi.OrganisationPeople> {
    const organisation = await this.withMembers(organisationId);
    await mustSpeakFor(this.store.db, actor, organisationId);
    const invitations = await this.store.db.invitation.findMany({
      where: { organisationId, state: 'open' },
      include: { organisation: true },
      orderBy: { id: 'asc' },
    });
    const members = organisation.memberships.map(({ personId, name, joinedAt }) => ({
      ...{ organisationId, personId, name, joinedAt: joinedAt.toISOString() },
    }));
    return { members, invitations: invitations.map(toInvitation) };
  }

  async contacts(organisationId: string): Promise<organisationsApi.OrganisationContacts> {
    const { name, contactEmail, memberships } = await this.withMembers(organisationId);
    return {
      organisationId,
      name,
      ...(contactEmail && { contactEmail }),
      members: memberships.map((member) => ({
        personId: member.personId,
        name: member.name,
        ...(member.email && { email: member.email }),
      })),
    };
  }

  /** A member leaves, or is taken off by a fellow member or an officer. */
  async end(
    organisationId: string,
    personId: string,
    actor: Actor,
  ): Promise<organisationsApi.EndedMembership> {
    return this.store.change(actor, async (change) => {
      await mustSpeakFor(change.db, actor, organisationId);
      // Two members who leave at once must not both see the other still there.
      await change.sql.query('SELECT 1 FROM organisation WHERE id = $1::uuid FOR UPDATE', [organisationId]);
      const current = { organisationId, leftAt: null };
      const membership = found(
        await change.db.membership.findFirst({ where: { ...current, personId } }),
        'member of this organisation',
      );
      const others = await change.db.membership.count({ where: { ...current, NOT: { personId } } });
      mustLeaveSomebody(others, may(actor, 'organisation:register-on-behalf'));
      const leftAt = new Date(change.now.epochMilliseconds);
      await change.db.membership.update({ where: { id: membership.id }, data: { leftAt } });
      await change.emit(organisationMemberLeft, { organisationId, personId });
      return { organisationId, personId, leftAt: leftAt.toISOString() };
    });
  }

  private async withMembers(id: string) {
    return found(
      await this.store.db.organisation.findUnique({
        where: { id },
        include: { memberships: { where: { leftAt: null }, orderBy: { joinedAt: 'asc' } } },
      }),
      'organisation',
    );
  }
}
