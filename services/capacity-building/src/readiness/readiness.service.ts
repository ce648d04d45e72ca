import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { afterCursor, Clock, NotThere, page, Store } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { OrganisationService } from '../organisation/organisation.service';
import { levelOf, mayRead, nextStep } from './readiness';
import { evidenceOf, nextSessions, organisationsByName } from './readiness.queries';

@Injectable()
export class ReadinessService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly organisations: OrganisationService,
  ) {}

  async show(organisationId: string, actor: Actor): Promise<capacityBuildingApi.ReadinessProfile> {
    if (!mayRead(actor, await this.organisations.isMember(actor, organisationId)))
      throw new NotThere('readiness profile');
    return this.profile(organisationId);
  }

  /** Every organisation of the register, by name, and where it stands; for coordinators and nobody besides. */
  async overview(
    { find, cursor, limit }: capacityBuildingApi.ReadinessQuery,
    actor: Actor,
  ): Promise<capacityBuildingApi.ReadinessOverview> {
    if (!mayRead(actor, false)) throw new NotThere('readiness overview');
    const { db } = this.store;
    const { items, ...more } = page(
      await organisationsByName(db, find, afterCursor(cursor), limit + 1),
      limit,
    );
    const evidence = await evidenceOf(
      db,
      items.map(({ id }) => id),
      this.clock.today().toString(),
    );
    const lines = items.map(({ id, name }) => {
      const known = evidence.get(id);
      return {
        ...{ organisationId: id, organisationName: name },
        trained: [...(known?.values() ?? [])].some(({ attended }) => attended !== undefined),
        competencies: capacityBuildingApi.BIDDER_COMPETENCIES.map((competency) => ({
          ...{ competency, level: levelOf(competency, known?.get(competency) ?? {}).level },
        })),
      };
    });
    return { items: lines, ...more };
  }

  /** The organisation's own members say how they see themselves; answers not given stay as they were. */
  async assess(
    organisationId: string,
    { answers }: capacityBuildingApi.SelfAssessment,
    actor: Actor,
  ): Promise<capacityBuildingApi.ReadinessProfile> {
    await this.mustSpeakFor(actor, organisationId);
    await this.store.change(actor, async (change) => {
      const ratedAt = new Date(change.now.epochMilliseconds);
      for (const { competency, rating } of answers) {
        const said = { rating, ratedBy: actor.id, ratedAt };
        await change.db.selfRating.upsert({
          where: { organisationId_competency: { organisationId, competency } },
          create: { organisationId, competency, ...said },
          update: said,
        });
      }
      await change.audit('readiness', organisationId, 'self-assessed');
    });
    return this.profile(organisationId);
  }

  /** The whole list of policies, as the organisation's own members say them. */
  async setPolicies(
    organisationId: string,
    { policies }: capacityBuildingApi.SetPolicies,
    actor: Actor,
  ): Promise<capacityBuildingApi.ReadinessProfile> {
    await this.mustSpeakFor(actor, organisationId);
    await this.store.change(actor, async (change) => {
      await change.db.policy.deleteMany({ where: { organisationId } });
      await change.db.policy.createMany({
        data: policies.map(({ expiresOn, ...policy }) => ({
          ...{ organisationId, ...policy, expiresOn: new Date(expiresOn) },
        })),
        skipDuplicates: true,
      });
      await change.audit('readiness', organisationId, 'policies-noted');
    });
    return this.profile(organisationId);
  }

  private async mustSpeakFor(actor: Actor, organisationId: string): Promise<void> {
    const isMember = await this.organisations.isMember(actor, organisationId);
    if (!isMember || !mayRead(actor, isMember)) throw new NotThere('readiness profile');
  }

  private async profile(organisationId: string): Promise<capacityBuildingApi.ReadinessProfile> {
    const evidence = await evidenceOf(this.store.db, [organisationId], this.clock.today().toString());
    const next = await nextSessions(this.store.db, new Date(this.clock.now().epochMilliseconds));
    const competencies = capacityBuildingApi.BIDDER_COMPETENCIES.map((competency) => {
      const known = evidence.get(organisationId)?.get(competency) ?? {};
      const judged = levelOf(competency, known);
      const nextSession = next.get(competency);
      const step = nextStep(competency, known, nextSession);
      return {
        ...{ competency, ...judged, ...known },
        ...(judged.level !== 'ready' && nextSession && { nextSession }),
        ...(step && { nextStep: step }),
      };
    });
    return { organisationId, competencies };
  }
}
