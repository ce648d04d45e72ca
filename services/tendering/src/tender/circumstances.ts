import type { Temporal } from '@commissioning/calendar';
import type { tenderingApi } from '@commissioning/schemas';
import type { TransactionOf } from '@commissioning/service';
import type { PrismaClient } from '../../generated/prisma/client';
import { factOf, tenderedPence } from '../theme/theme.queries';
import type { Circumstances } from './findings';
import type { LoadedTender } from './tender.queries';

/** What surrounds a draft now: its theme's state and money, and the council's policy. */
export async function circumstancesOf(
  db: TransactionOf<PrismaClient>,
  { row }: LoadedTender,
  now: Temporal.Instant,
  localKnowledgeCap: number,
): Promise<Circumstances> {
  return {
    now,
    themeState: row.theme.state,
    budgetPence: factOf(row.theme)?.budgetPence ?? 0,
    tenderedPence: await tenderedPence(db, row.themeId, row.id),
    indicators: (row.indicators as unknown as tenderingApi.Indicator[]).length,
    localKnowledgeCap,
  };
}
