import { Controller } from '@nestjs/common';
import { On, type Received } from '@commissioning/messaging';
import type { Change } from '@commissioning/service';
import {
  organisationChanged,
  organisationRegistered,
  tenderPublished,
  themeApproved,
  themeProposed,
} from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { noteIndicators, noteOrganisation, noteTender, noteTheme } from './register.queries';

/** Keeps what facts refer to: organisations, themes, tenders, indicators. They may arrive before or after the facts. */
@Controller()
export class RegisterConsumer {
  @On(organisationRegistered)
  async registered(
    { fact, envelope }: Received<typeof organisationRegistered>,
    change: Change<PrismaClient>,
  ) {
    await noteOrganisation(change, fact, envelope.sequence);
  }

  @On(organisationChanged)
  async changed({ fact, envelope }: Received<typeof organisationChanged>, change: Change<PrismaClient>) {
    await noteOrganisation(change, fact, envelope.sequence);
  }

  @On(themeProposed)
  async proposed({ fact, envelope }: Received<typeof themeProposed>, change: Change<PrismaClient>) {
    await noteTheme(change, { ...fact, approved: false }, envelope.sequence);
  }

  @On(themeApproved)
  async approved({ fact, envelope }: Received<typeof themeApproved>, change: Change<PrismaClient>) {
    await noteTheme(change, { ...fact, approved: true }, envelope.sequence);
  }

  @On(tenderPublished)
  async published({ fact }: Received<typeof tenderPublished>, change: Change<PrismaClient>) {
    await noteTender(change, fact);
    await noteIndicators(change, fact.themeId, fact.indicators);
  }
}
