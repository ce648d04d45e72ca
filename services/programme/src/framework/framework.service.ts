import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, found, must, Store } from '@commissioning/service';
import { frameworkPublished, type programmeApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { FrameworkEdition, PrismaClient } from '../../generated/prisma/client';
import { checkDrift } from './drift';
import { type Area, ancestorsOf, mustBePublishable, type PublishedArea, takeStep } from './framework';
import { takeFramework, toArea, toFramework, toOutcomeArea, toRecorded, WHOLE } from './framework.queries';

@Injectable()
export class FrameworkService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async open(programmeId: string, actor: Actor): Promise<programmeApi.Framework> {
    return this.store.change(actor, async (change) => {
      found(await change.db.programme.findUnique({ where: { id: programmeId } }), 'programme');
      const { count } = await change.db.framework.createMany({
        data: { id: uuidv7(), programmeId },
        skipDuplicates: true,
      });
      must(count === 1, 'framework-is-open', 'This programme has its outcomes framework already.');
      const row = await change.db.framework.findUniqueOrThrow({ where: { programmeId }, include: WHOLE });
      await change.audit('framework', row.id, 'opened');
      return toFramework(row);
    });
  }

  async change(id: string, version: number, step: programmeApi.FrameworkChange, actor: Actor) {
    return this.store.change(actor, async (change) => {
      const before = await takeFramework(change, id, version);
      const areas = before.areas.map(toArea);
      const { areas: after, says } = takeStep(areas, step, uuidv7);
      const { reason, decidedBy, source } = step;
      for (const area of after) await writeArea(change, id, areas, area, { reason, source });
      await change.db.frameworkChange.create({
        data: {
          ...{
            id: uuidv7(),
            frameworkId: id,
            change: step.change,
            areaIds: after.map((area) => area.id),
            says,
          },
          ...{ reason, decidedBy, source, recordedBy: actor.id, recordedAt: moment(change) },
        },
      });
      await change.audit('framework', id, step.change, { reason, detail: { says, decidedBy } });
      return toFramework(await change.db.framework.findUniqueOrThrow({ where: { id }, include: WHOLE }));
    });
  }

  async publish(id: string, version: number, actor: Actor): Promise<programmeApi.FrameworkEdition> {
    return this.store.change(actor, async (change) => {
      const last = await change.db.frameworkEdition.findFirst({
        where: { frameworkId: id },
        orderBy: { edition: 'desc' },
      });
      const edition = (last?.edition ?? 0) + 1;
      const framework = await takeFramework(change, id, version, edition);
      const areas = mustBePublishable(
        framework.areas.map(toArea),
        last?.areas as PublishedArea[] | undefined,
      );
      const row = await change.db.frameworkEdition.create({
        data: { frameworkId: id, edition, areas, publishedBy: actor.id, publishedAt: moment(change) },
      });
      await change.emit(frameworkPublished, {
        ...{ frameworkId: id, programmeId: framework.programmeId, edition },
        areas: areas.flatMap(({ areaId, title, kind, standing, definition }) =>
          standing === 'priority' && definition ? [{ areaId, title, kind, definition }] : [],
        ),
      });
      return toEdition(row, framework.programmeId);
    });
  }

  async list() {
    const rows = await this.store.db.framework.findMany({ orderBy: { id: 'asc' }, take: 200 });
    return {
      items: rows.map(({ id, programmeId, edition, version }) => ({ id, programmeId, edition, version })),
    };
  }

  async show(id: string): Promise<programmeApi.Framework> {
    const row = await this.store.db.framework.findUnique({ where: { id }, include: WHOLE });
    return toFramework(found(row, 'framework'));
  }

  async edition(frameworkId: string, edition: number): Promise<programmeApi.FrameworkEdition> {
    const row = await this.store.db.frameworkEdition.findUnique({
      where: { frameworkId_edition: { frameworkId, edition } },
      include: { framework: { select: { programmeId: true } } },
    });
    const known = found(row, 'edition of the framework');
    return toEdition(known, known.framework.programmeId);
  }

  async lineage(id: string, areaId: string): Promise<programmeApi.AreaLineage> {
    const row = found(
      await this.store.db.framework.findUnique({ where: { id }, include: WHOLE }),
      'framework',
    );
    const area = found(
      row.areas.find((candidate) => candidate.id === areaId),
      'outcome area',
    );
    const ancestors = ancestorsOf(row.areas, areaId);
    const family = [area, ...ancestors].map((member) => member.id);
    const codings = await this.store.db.coding.findMany({
      where: { areaId: { in: family } },
      include: { contribution: { include: { workshop: { select: { title: true } } } } },
      orderBy: { contributionId: 'asc' },
    });
    return {
      area: toOutcomeArea(area),
      ancestors: ancestors.map(toOutcomeArea),
      becameIds: row.areas.filter((other) => other.cameFrom.includes(areaId)).map((other) => other.id),
      changes: row.changes.filter((one) => one.areaIds.some((own) => family.includes(own))).map(toRecorded),
      contributions: codings.map(({ contribution, areaId: coded }) => ({
        ...{
          id: contribution.id,
          text: contribution.text,
          areaId: coded,
          workshop: contribution.workshop.title,
        },
      })),
    };
  }

  async drift(id: string, { documents }: programmeApi.DriftCheck) {
    const { areas } = await this.show(id);
    return { findings: checkDrift(documents, areas) };
  }
}

/** Writes an area as it is after a step; a new wording is a new row beside the ones before. */
async function writeArea(
  change: Change<PrismaClient>,
  frameworkId: string,
  before: readonly Area[],
  area: Area,
  because: { reason: string; source: string },
): Promise<void> {
  const { id, wordings, cameFrom, formerTitles, ...rest } = area;
  const lists = { cameFrom: [...cameFrom], formerTitles: [...formerTitles] };
  const known = before.find((one) => one.id === id);
  if (known) await change.db.outcomeArea.update({ where: { id }, data: { ...rest, ...lists } });
  else await change.db.outcomeArea.create({ data: { id, frameworkId, ...rest, ...lists } });
  const written = known?.wordings.length ?? 0;
  await change.db.areaDefinition.createMany({
    data: wordings.slice(written).map((text, index) => ({
      ...{ areaId: id, edition: written + index + 1, text, ...because },
      ...{ writtenBy: change.actor.id, writtenAt: moment(change) },
    })),
  });
}

const moment = (change: Change<PrismaClient>) => new Date(change.now.epochMilliseconds);

const toEdition = (row: FrameworkEdition, programmeId: string): programmeApi.FrameworkEdition => ({
  frameworkId: row.frameworkId,
  programmeId,
  edition: row.edition,
  publishedAt: row.publishedAt.toISOString(),
  publishedBy: row.publishedBy,
  areas: row.areas as programmeApi.FrameworkEdition['areas'],
});
