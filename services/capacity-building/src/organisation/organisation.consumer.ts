import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  bidOpened,
  organisationChanged,
  organisationMemberJoined,
  organisationMemberLeft,
  organisationRegistered,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { noteBidder, noteEntry, noteMember } from './organisation.queries';

/** Keeps what is shown beside bookings and decides about pools; an older fact that arrives late changes nothing. */
@Controller()
export class OrganisationConsumer {
  @On(organisationRegistered)
  async registered(
    { fact, envelope }: Received<typeof organisationRegistered>,
    change: Change<PrismaClient>,
  ) {
    await noteEntry(change, fact, envelope.sequence);
  }

  @On(organisationChanged)
  async changed({ fact, envelope }: Received<typeof organisationChanged>, change: Change<PrismaClient>) {
    await noteEntry(change, fact, envelope.sequence);
  }

  @On(organisationMemberJoined)
  async joined({ fact, envelope }: Received<typeof organisationMemberJoined>, change: Change<PrismaClient>) {
    await noteMember(change, fact, true, envelope.sequence);
  }

  @On(organisationMemberLeft)
  async left({ fact, envelope }: Received<typeof organisationMemberLeft>, change: Change<PrismaClient>) {
    await noteMember(change, fact, false, envelope.sequence);
  }

  @On(bidOpened)
  async bid({ fact }: Received<typeof bidOpened>, change: Change<PrismaClient>) {
    await noteBidder(change, fact.organisationId);
  }
}
