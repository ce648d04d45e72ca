import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, Clock, found, must, NotThere, Store } from '@commissioning/service';
import { organisationMemberJoined, type organisationsApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { isMember, mustSpeakFor } from '../membership/membership.queries';
import { expiryOf, hashOf, isFor, mustBeOpen, newCode } from './invitation';
import { toInvitation } from './invitation.queries';

@Injectable()
export class InvitationService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
  ) {}

  async invite(
    organisationId: string,
    { personId, email }: organisationsApi.NewInvitation,
    actor: Actor,
  ): Promise<organisationsApi.SentInvitation> {
    return this.store.change(actor, async (change) => {
      found(await change.db.organisation.findUnique({ where: { id: organisationId } }), 'organisation');
      await mustSpeakFor(change.db, actor, organisationId);
      must(personId !== actor.id, 'invitation-to-oneself', 'Somebody else must invite you.');
      must(
        !personId || !(await isMember(change.db, personId, organisationId)),
        'already-a-member',
        'This person acts for the organisation already.',
      );
      const code = email && newCode();
      const invitedAt = new Date(change.now.epochMilliseconds);
      const row = await change.db.invitation.create({
        data: {
          id: uuidv7(),
          ...{ organisationId, personId, email, state: 'open', invitedBy: actor.id, invitedAt },
          codeHash: code && hashOf(code),
          expiresAt: expiryOf(invitedAt),
        },
        include: { organisation: true },
      });
      await change.audit('organisation', organisationId, 'member-invited', {
        detail: { invitation: row.id },
      });
      return { ...toInvitation(row), ...(code && { code }) };
    });
  }

  /** Open invitations that name this person. */
  async mine(actor: Actor): Promise<{ items: organisationsApi.Invitation[] }> {
    const rows = await this.store.db.invitation.findMany({
      where: {
        ...{ personId: actor.id, state: 'open' },
        expiresAt: { gt: new Date(this.clock.now().epochMilliseconds) },
      },
      include: { organisation: true },
      orderBy: { id: 'asc' },
    });
    return { items: rows.map(toInvitation) };
  }

  async accept(
    id: string,
    { code, email }: organisationsApi.AcceptInvitation,
    actor: Actor,
  ): Promise<organisationsApi.Member> {
    return this.store.change(actor, async (change) => {
      const invitation = await lockInvitation(change, id);
      if (!isFor(invitation, actor.id, code)) throw new NotThere('invitation');
      mustBeOpen(invitation, change.now.epochMilliseconds);
      const { organisationId } = invitation;
      must(
        !(await isMember(change.db, actor.id, organisationId)),
        'already-a-member',
        'You act for this organisation already.',
      );
      await change.db.invitation.update({ where: { id }, data: { state: 'accepted' } });
      const joinedAt = new Date(change.now.epochMilliseconds);
      const address = email ?? invitation.email;
      const member = { organisationId, personId: actor.id, name: actor.name };
      await change.db.membership.create({ data: { id: uuidv7(), ...member, email: address, joinedAt } });
      await change.emit(organisationMemberJoined, { organisationId, personId: actor.id });
      return { ...member, joinedAt: joinedAt.toISOString() };
    });
  }

  /** The person declines, or the organisation takes its invitation back. */
  async withdraw(id: string, actor: Actor): Promise<organisationsApi.Invitation> {
    return this.store.change(actor, async (change) => {
      const invitation = await lockInvitation(change, id);
      if (!isFor(invitation, actor.id)) await mustSpeakFor(change.db, actor, invitation.organisationId);
      mustBeOpen(invitation, change.now.epochMilliseconds);
      const row = await change.db.invitation.update({
        where: { id },
        data: { state: 'withdrawn' },
        include: { organisation: true },
      });
      await change.audit('organisation', row.organisationId, 'invitation-withdrawn', {
        detail: { invitation: id },
      });
      return toInvitation(row);
    });
  }
}

/** The invitation, the organisation locked: whoever joins or leaves it goes one after the other. */
async function lockInvitation({ db, sql }: Change<PrismaClient>, id: string) {
  const { organisationId } = found(await db.invitation.findUnique({ where: { id } }), 'invitation');
  await sql.query('SELECT 1 FROM organisation WHERE id = $1::uuid FOR UPDATE', [organisationId]);
  return db.invitation.findUniqueOrThrow({ where: { id } });
}
