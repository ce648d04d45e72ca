import { Injectable } from '@nestjs/common';
import { type Actor, may } from '@commissioning/auth';
import { Forbidden, Memberships, NotThere, Store } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { type Booker, bookerOf } from './organisation.queries';

/** Coordinators, and systems of the council that do their work. */
export const isCoordinator = (actor: Actor | undefined): boolean =>
  actor !== undefined && may(actor, 'training:coordinate');
/** Officers have a role of the council; members of organisations have none. */
export const isOfficer = (actor: Actor | undefined): boolean =>
  isCoordinator(actor) || (actor?.roles.length ?? 0) > 0;

/** For which organisation somebody may see or do something here. */
@Injectable()
export class OrganisationService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly memberships: Memberships,
  ) {}

  /**
   * For showing: what is known here is enough; who is not known here yet may have joined a moment ago, so the
   * register is asked before anybody is turned away.
   */
  async isMember(actor: Actor, organisationId: string): Promise<boolean> {
    const { acts } = await bookerOf(this.store.sql, organisationId, actor.id);
    return acts || (await this.memberships.of(actor)).includes(organisationId);
  }

  /** Throws `NotThere` unless the actor is a member or a training coordinator: others cannot know that it exists. */
  async mustSee(actor: Actor, organisationId: string, noun: string): Promise<void> {
    if (isCoordinator(actor) || (await this.isMember(actor, organisationId))) return;
    throw new NotThere(noun);
  }

  /** Which bookings of an organisation somebody may list. Throws `NotThere`. */
  async bookingsSeenBy(
    actor: Actor,
    organisationId: string,
  ): Promise<{ organisationId: string; bookedBy?: string }> {
    if (isOfficer(actor) && !isCoordinator(actor)) {
      const { isTeam } = await bookerOf(this.store.sql, organisationId, actor.id);
      if (isTeam) return { organisationId, bookedBy: actor.id };
    }
    await this.mustSee(actor, organisationId, 'organisation of yours');
    return { organisationId };
  }

  /**
   * Like `mustSee`, for one booking and all that hangs on it: of a team's bookings, which name colleagues, an officer
   * sees those that they made themselves.
   */
  async mustSeeBooking(
    actor: Actor,
    { organisationId, bookedBy }: { organisationId: string; bookedBy: string },
    noun = 'booking',
  ): Promise<void> {
    if (bookedBy === actor.id && isOfficer(actor)) {
      const { isTeam } = await bookerOf(this.store.sql, organisationId, actor.id);
      if (isTeam) return;
    }
    await this.mustSee(actor, organisationId, noun);
  }

  /**
   * For booking: members for their organisation, officers for a team of the council, a coordinator for any. A member
   * whom this service knows is let in without asking the register again; anybody else is asked for there. Throws
   * `Forbidden`.
   */
  async mustActFor(actor: Actor, organisationId: string): Promise<Booker> {
    const booker = await bookerOf(this.store.sql, organisationId, actor.id);
    if (isCoordinator(actor) || booker.acts) return booker;
    if (booker.isTeam) {
      if (isOfficer(actor)) return booker;
      throw new Forbidden('not-your-organisation', 'Teams of the council are booked for by its officers.');
    }
    await this.memberships.mustActFor(actor, organisationId);
    return booker;
  }
}
