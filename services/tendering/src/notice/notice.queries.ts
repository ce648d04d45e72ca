import type { tenderingApi } from '@commissioning/schemas';
import type { TransactionOf } from '@commissioning/service';
import type { Notice, PrismaClient } from '../../generated/prisma/client';
import { day } from '../tender/tender.queries';

export const toNotice = (row: Notice): tenderingApi.Notice => ({
  ...toPublishedNotice(row),
  tenderId: row.tenderId,
  standstillWorkingDays: row.standstillWorkingDays,
  source: row.source,
});

/** Notices of a tender that everybody reads. */
export async function publishedNotices(
  db: TransactionOf<PrismaClient>,
  tenderId: string,
): Promise<tenderingApi.PublishedNotice[]> {
  return (await db.notice.findMany({ where: { tenderId }, orderBy: { id: 'asc' } })).map(toPublishedNotice);
}

const toPublishedNotice = (row: Notice): tenderingApi.PublishedNotice => ({
  id: row.id,
  kind: row.kind as tenderingApi.PublishedNotice['kind'],
  publishedOn: day(row.publishedOn),
  reference: row.reference,
  ...(row.standstillEndsOn && { standstillEndsOn: day(row.standstillEndsOn) }),
});
