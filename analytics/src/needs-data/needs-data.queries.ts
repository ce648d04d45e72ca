import type { TransactionOf } from '@commissioning/service';
import type { analyticsApi } from '@commissioning/schemas';
import type { NeedsFigure, NeedsVersion, PrismaClient } from '../../generated/prisma/client';
import { byArea, isWard } from './needs-data';
import type { AreaFigure } from './needs-file';

type Db = TransactionOf<PrismaClient>;

/** The version with its figures; the latest when none is named. Null when there is none. */
export async function loadNeedsData(db: Db, versionId?: string): Promise<analyticsApi.NeedsData | null> {
  const version = await db.needsVersion.findFirst({
    where: { id: versionId },
    orderBy: { number: 'desc' },
    include: { figures: { orderBy: { position: 'asc' } } },
  });
  if (!version) return null;
  const areas = byArea(version.figures.map(toFigure));
  return {
    ...toHead(version),
    wards: areas.filter(isWard),
    boroughs: areas.filter((area) => !isWard(area)),
  };
}

export const toHead = (row: NeedsVersion) => ({
  versionId: row.id,
  number: row.number,
  title: row.title,
  source: row.source,
  licence: row.licence,
  vintage: row.vintage,
  publishedAt: row.publishedAt.toISOString(),
});

export const toFigure = (row: NeedsFigure): AreaFigure => ({
  area: row.area,
  name: row.name,
  measure: row.measure as AreaFigure['measure'],
  characteristic: row.characteristic,
  category: row.category,
  value: row.value,
  ...(row.denominator !== null && { denominator: row.denominator }),
  unit: row.unit as AreaFigure['unit'],
  geography: row.geography as AreaFigure['geography'],
  table: row.table,
});
