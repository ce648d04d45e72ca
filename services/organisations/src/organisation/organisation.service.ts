import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { afterCursor, found, page, Stale, Store } from '@commissioning/service';
import {
  organisationChanged,
  organisationMemberJoined,
  organisationRegistered,
  type organisationsApi,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { mustSpeakFor } from '../membership/membership.queries';
import { SizeLimit } from './organisation';
import {
  claimIdentifiers,
  columnsOf,
  likelyDuplicates,
  toEntry,
  toOrganisation,
} from './organisation.queries';

const whole = {
  identifiers: { orderBy: [{ scheme: 'asc' }, { id: 'asc' }] },
} satisfies Prisma.OrganisationInclude;

@Injectable()
export class OrganisationService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly limit: SizeLimit,
  ) {}

  /** Enters an organisation; whoever registers it is its first member, unless an officer does it for others. */
  async register(
    draft: organisationsApi.NewOrganisation,
    actor: Actor,
    who: 'own' | 'on-behalf' = 'own',
  ): Promise<organisationsApi.RegisteredOrganisation> {
    return this.store.change(actor, async (change) => {
      const registeredAt = new Date(change.now.epochMilliseconds);
      const row = await change.db.organisation.create({
        data: { id: uuidv7(), ...columnsOf(draft), registeredAt },
      });
      const identifiers = await claimIdentifiers(change, row.id, draft.identifiers);
      const entry = toEntry({ ...row, identifiers }, this.limit);
      await change.emit(organisationRegistered, publicFacts(entry));
      if (who === 'own') {
        const { id: organisationId } = row;
        await change.db.membership.create({
          data: {
            id: uuidv7(),
            ...{ organisationId, personId: actor.id, name: actor.name },
            email: draft.contactEmail,
            joinedAt: registeredAt,
          },
        });
        await change.emit(organisationMemberJoined, { organisationId, personId: actor.id });
      }
      return { ...entry, likelyDuplicates: await likelyDuplicates(change.db, draft.name, row.id) };
    });
  }

  async change(
    id: string,
    version: number,
    draft: organisationsApi.NewOrganisation,
    actor: Actor,
  ): Promise<organisationsApi.OrganisationEntry> {
    return this.store.change(actor, async (change) => {
      found(await change.db.organisation.findUnique({ where: { id } }), 'organisation');
      await mustSpeakFor(change.db, actor, id);
      const { count } = await change.db.organisation.updateMany({
        where: { id, version },
        data: { ...columnsOf(draft), version: version + 1 },
      });
      if (count === 0) throw new Stale('organisation');
      await claimIdentifiers(change, id, draft.identifiers);
      const row = await change.db.organisation.findUniqueOrThrow({ where: { id }, include: whole });
      const entry = toEntry(row, this.limit);
      await change.emit(organisationChanged, publicFacts(entry));
      return entry;
    });
  }

  async list({
    ward,
    cursor,
    limit,
  }: organisationsApi.OrganisationQuery): Promise<organisationsApi.OrganisationList> {
    const after = afterCursor(cursor);
    const rows = await this.store.db.organisation.findMany({
      where: { ...(ward && { wardsServed: { has: ward } }), ...(after && { id: { gt: after } }) },
      include: whole,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const { items, nextCursor } = page(rows, limit);
    return { items: items.map((row) => toOrganisation(row, this.limit)), ...(nextCursor && { nextCursor }) };
  }

  async show(id: string): Promise<organisationsApi.Organisation> {
    return toOrganisation(await this.load(id), this.limit);
  }

  async entry(id: string, actor: Actor): Promise<organisationsApi.OrganisationEntry> {
    const row = await this.load(id);
    if (actor.kind === 'person') await mustSpeakFor(this.store.db, actor, id);
    return toEntry(row, this.limit);
  }

  async likelyDuplicates(name: string): Promise<{ items: organisationsApi.LikelyDuplicate[] }> {
    return { items: await likelyDuplicates(this.store.db, name) };
  }

  private async load(id: string) {
    return found(
      await this.store.db.organisation.findUnique({ where: { id }, include: whole }),
      'organisation',
    );
  }
}

/** What the rest of the system, and everybody else, may know. */
const publicFacts = (entry: organisationsApi.OrganisationEntry) => ({
  organisationId: entry.id,
  name: entry.name,
  identifiers: entry.identifiers,
  legalForm: entry.legalForm,
  small: entry.small,
  homeWard: entry.homeWard,
  wardsServed: entry.wardsServed,
  equalityFocus: entry.equalityFocus,
});
