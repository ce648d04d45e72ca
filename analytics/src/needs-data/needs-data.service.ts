import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, InvalidInput, Store } from '@commissioning/service';
import { type analyticsApi, needsDataPublished } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { baselineOf } from './needs-data';
import { loadNeedsData, toFigure, toHead } from './needs-data.queries';
import { readNeedsFile, writeNeedsFile } from './needs-file';

const ONE_AT_A_TIME = "SELECT 1 FROM pg_advisory_xact_lock(hashtext('needs-data'))";
const PREVIEWED = 50;

@Injectable()
export class NeedsDataService {
  constructor(private readonly store: Store<PrismaClient>) {}

  preview(csv: string): analyticsApi.NeedsPreview {
    const { rows, figures, errors } = readNeedsFile(csv);
    const areas = new Set(figures.map(({ area }) => area)).size;
    return { rows, areas, figures: figures.slice(0, PREVIEWED), errors: [...errors] };
  }

  async publish(draft: analyticsApi.NewNeedsVersion, actor: Actor): Promise<analyticsApi.NeedsVersion> {
    const { title, source, licence, vintage, csv } = draft;
    const { figures, errors } = readNeedsFile(csv);
    if (errors.length > 0) {
      throw new InvalidInput(
        errors.map(({ row, column, message }) => ({ path: ['csv', String(row), column], message })),
      );
    }
    return this.store.change(actor, async (change) => {
      await change.sql.query(ONE_AT_A_TIME);
      const { _max } = await change.db.needsVersion.aggregate({ _max: { number: true } });
      const version = await change.db.needsVersion.create({
        data: {
          ...{ id: uuidv7(), number: (_max.number ?? 0) + 1, title, source, licence, vintage },
          ...{ publishedBy: actor.id, publishedAt: new Date(change.now.epochMilliseconds) },
        },
      });
      await change.db.needsFigure.createMany({
        data: figures.map((figure, position) => ({ versionId: version.id, position, ...figure })),
      });
      const head = toHead(version);
      const { versionId, publishedAt } = head;
      await change.emit(needsDataPublished, { versionId, title, source, licence, publishedAt });
      return { ...head, areas: new Set(figures.map(({ area }) => area)).size, figures: figures.length };
    });
  }

  async show(versionId?: string): Promise<analyticsApi.NeedsData> {
    return found(await loadNeedsData(this.store.db, versionId), 'version of the needs data');
  }

  async baseline(): Promise<analyticsApi.NeedsBaseline> {
    return baselineOf(await this.show());
  }

  async download({ versionId }: analyticsApi.NeedsQuery): Promise<string> {
    const version = await this.store.db.needsVersion.findFirst({
      where: { id: versionId },
      orderBy: { number: 'desc' },
      include: { figures: { orderBy: { position: 'asc' } } },
    });
    return writeNeedsFile(found(version, 'version of the needs data').figures.map(toFigure));
  }

  async list(): Promise<{ items: analyticsApi.NeedsVersion[] }> {
    const versions = await this.store.db.needsVersion.findMany({ orderBy: { number: 'desc' }, take: 200 });
    const counts = await this.store.db.needsFigure.groupBy({
      by: ['versionId', 'area'],
      _count: { _all: true },
      where: { versionId: { in: versions.map(({ id }) => id) } },
    });
    return {
      items: versions.map((version) => {
        const areas = counts.filter(({ versionId }) => versionId === version.id);
        const figures = areas.reduce((sum, { _count }) => sum + _count._all, 0);
        return { ...toHead(version), areas: areas.length, figures };
      }),
    };
  }
}
