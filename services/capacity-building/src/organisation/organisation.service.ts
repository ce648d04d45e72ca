import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { Memberships, NotThere, Store } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';

const isCoordinator = (actor: Actor): boolean => actor.roles.includes('training-coordinator');

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
    const known = await this.store.db.member.findUnique({
      where: { organisationId_personId: { organisationId, personId: actor.id } },
    });
    return known?.acts || (await this.memberships.of(actor)).includes(organisationId);
  }

  /** Throws `NotThere` unless the actor is a member or a training coordinator: others cannot know that it exists. */
  async mustSee(actor: Actor, organisationId: string, noun: string): Promise<void> {
    if (isCoordinator(actor) || (await this.isMember(actor, organisationId))) return;
    throw new NotThere(noun);
  }

  /** Asked of the register at this moment; a coordinator may book for any organisation. Throws `Forbidden`. */
  async mustActFor(actor: Actor, organisationId: string): Promise<void> {
    if (!isCoordinator(actor)) await this.memberships.mustActFor(actor, organisationId);
  }
}
