import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { afterCursor, found, NotThere, page, Stale, Store } from '@commissioning/service';
import { contributionAnswered, type programmeApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { day } from '../programme/programme.queries';
import { mustBeAnAnswer, youSaidWeDid } from './contribution';
import { CODED_AND_ANSWERED, mustBelong, toAnswer, toContribution } from './contribution.queries';

@Injectable()
export class ContributionService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async code(
    id: string,
    version: number,
    areaIds: string[],
    actor: Actor,
  ): Promise<programmeApi.Contribution> {
    return this.store.change(actor, async (change) => {
      const row = found(await change.db.contribution.findUnique({ where: { id } }), 'contribution');
      await mustBelong(change, row.programmeId, areaIds);
      const { count } = await change.db.contribution.updateMany({
        where: { id, version },
        data: { version: version + 1 },
      });
      if (count === 0) throw new Stale('contribution');
      await change.db.coding.deleteMany({ where: { contributionId: id } });
      await change.db.coding.createMany({
        data: [...new Set(areaIds)].map((areaId) => ({ contributionId: id, areaId })),
      });
      await change.audit('contribution', id, 'coded', { detail: { areaIds } });
      const coded = await change.db.contribution.findUniqueOrThrow({
        where: { id },
        include: CODED_AND_ANSWERED,
      });
      return toContribution(coded);
    });
  }

  /** One answer for all that asked the same. An answer given before stays readable; the new one stands. */
  async answer(given: programmeApi.NewAnswer, actor: Actor): Promise<{ items: programmeApi.Contribution[] }> {
    mustBeAnAnswer(given);
    const ids = [...new Set(given.contributionIds)].sort();
    const { response, answer, links = [] } = given;
    return this.store.change(actor, async (change) => {
      const asked = await change.db.contribution.findMany({ where: { id: { in: ids } } });
      if (asked.length !== ids.length) throw new NotThere('contribution');
      await change.db.contributionAnswer.createMany({
        data: ids.map((contributionId) => ({
          ...{ id: uuidv7(), contributionId, response, answer, links },
          ...{ answeredBy: actor.id, answeredAt: new Date(change.now.epochMilliseconds) },
        })),
      });
      for (const { id, programmeId } of asked) {
        await change.emit(contributionAnswered, { contributionId: id, programmeId, response, answer });
      }
      const rows = await change.db.contribution.findMany({
        where: { id: { in: ids } },
        include: CODED_AND_ANSWERED,
        orderBy: { id: 'asc' },
      });
      return { items: rows.map(toContribution) };
    });
  }

  async list(query: programmeApi.ContributionQuery) {
    const { workshopId, areaId, answered, cursor, limit } = query;
    const rows = await this.store.db.contribution.findMany({
      where: {
        workshopId,
        id: { gt: afterCursor(cursor) },
        ...(areaId && { codings: { some: { areaId } } }),
        ...(answered && { answers: answered === 'yes' ? { some: {} } : { none: {} } }),
      },
      include: CODED_AND_ANSWERED,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    return page(rows.map(toContribution), limit);
  }

  async show(id: string): Promise<programmeApi.Contribution> {
    const row = await this.store.db.contribution.findUnique({ where: { id }, include: CODED_AND_ANSWERED });
    return toContribution(found(row, 'contribution'));
  }

  async youSaidWeDid(programmeId?: string): Promise<programmeApi.YouSaidWeDid> {
    const rows = await this.store.db.workshop.findMany({
      where: { programmeId },
      orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
      include: {
        contributions: {
          orderBy: { id: 'asc' },
          include: { answers: { orderBy: { id: 'asc' } }, codings: { include: { area: true } } },
        },
      },
    });
    return youSaidWeDid(
      rows.map(({ contributions, ...workshop }) => ({
        ...{ workshopId: workshop.id, title: workshop.title, heldOn: day(workshop.heldOn) },
        ...{ audience: workshop.audience, attendance: workshop.attendance },
        contributions: contributions.map(({ id, text, codings, answers }) => {
          const standing = answers.at(-1);
          return {
            ...{ id, text, areas: codings.map(({ area }) => ({ areaId: area.id, title: area.title })) },
            ...(standing && { answer: toPublicAnswer(toAnswer(standing)) }),
          };
        }),
      })),
    );
  }
}

// Who of the council wrote it is not for the public page: the council answers.
const toPublicAnswer = ({ response, answer, links, answeredAt }: programmeApi.Answer) => ({
  ...{ response, answer, links, answeredOn: londonDate(answeredAt).toString() },
});
