import { Temporal } from '@commissioning/calendar';
import type { tenderingApi } from '@commissioning/schemas';
import { type Change, found, NotThere, Stale } from '@commissioning/service';
import type { Prisma, PrismaClient, Tender as Row, Theme } from '../../generated/prisma/client';
import { factOf } from '../theme/theme.queries';
import type { WrittenTerms } from './defaults';
import { type Frozen, stateAt, type Tender } from './tender';

/** A tender as the rules see it, with its row. */
export interface LoadedTender extends Tender {
  readonly id: string;
  readonly state: tenderingApi.TenderState;
  readonly terms: WrittenTerms;
  readonly row: Row & { theme: Theme };
}

/** How the row is held until the change is over: bidders share it, whoever closes or opens has it alone. */
export type Hold = 'share' | 'update';

const HOLDS: Record<Hold, string> = {
  share: 'SELECT 1 FROM tender WHERE id = $1::uuid FOR SHARE',
  update: 'SELECT 1 FROM tender WHERE id = $1::uuid FOR UPDATE',
};

/** The tender, its row held. Throws `NotThere`. */
export async function loadTender(
  change: Change<PrismaClient>,
  id: string,
  hold: Hold = 'update',
): Promise<LoadedTender> {
  await change.sql.query(HOLDS[hold], [id]);
  return loaded(
    found(await change.db.tender.findUnique({ where: { id }, include: { theme: true } }), 'tender'),
  );
}

/** The same for what the public may know: a draft is not there. */
export async function loadPublicTender(
  change: Change<PrismaClient>,
  id: string,
  hold: Hold,
): Promise<LoadedTender> {
  const tender = await loadTender(change, id, hold);
  if (tender.state === 'draft') throw new NotThere('tender');
  return tender;
}

export const loaded = (row: Row & { theme: Theme }): LoadedTender => ({
  id: row.id,
  title: row.title,
  state: row.state as tenderingApi.TenderState,
  ...(row.closesAt && { closesAt: row.closesAt.toISOString() }),
  terms: termsOf(row),
  row,
});

const termsOf = (row: Pick<Row, 'terms'>): WrittenTerms => row.terms as unknown as WrittenTerms;

/** The findings that were frozen at publication. */
export const frozenOf = (row: Pick<Row, 'findings'>): Frozen => row.findings as unknown as Frozen;

/** Writes a change of state under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function saveTender(
  change: Change<PrismaClient>,
  { row }: LoadedTender,
  data: Prisma.TenderUncheckedUpdateManyInput,
): Promise<LoadedTender> {
  const { id, version } = row;
  const { count } = await change.db.tender.updateMany({
    where: { id, version },
    data: { ...data, version: version + 1 },
  });
  if (count === 0) throw new Stale('tender');
  return loaded(await change.db.tender.findUniqueOrThrow({ where: { id }, include: { theme: true } }));
}

/** What the council's staff see of a tender at a moment. */
export function toTender(tender: LoadedTender, now: Temporal.Instant): tenderingApi.Tender {
  const { row } = tender;
  const theme = factOf(row.theme);
  return {
    ...tender.terms,
    id: row.id,
    themeId: row.themeId,
    theme: theme?.title ?? '–',
    leadService: theme?.leadService ?? '–',
    budgetPence: theme?.budgetPence ?? 0,
    state: stateAt(tender, now),
    indicators: row.indicators as unknown as tenderingApi.Indicator[],
    ...(row.publishedAt && { publishedAt: row.publishedAt.toISOString() }),
    ...(row.closedAt && { closedAt: row.closedAt.toISOString() }),
    ...(row.openedAt && { openedAt: row.openedAt.toISOString() }),
    ...(row.cancelReason && { cancelReason: row.cancelReason }),
    version: row.version,
  };
}

export const dateOf = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds);
export const day = (date: Date): string => date.toISOString().slice(0, 10);
