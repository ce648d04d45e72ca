import type { FactOf, themeApproved } from '@commissioning/schemas';
import type { TransactionOf } from '@commissioning/service';
import type { PrismaClient, Theme } from '../../generated/prisma/client';

/** What programme said of the theme when it was approved; undefined when it never was. */
export const factOf = (theme: Theme): FactOf<typeof themeApproved> | undefined =>
  (theme.fact as unknown as FactOf<typeof themeApproved> | null) ?? undefined;

/** Value of the theme's tenders that are public and not cancelled, in pence, one tender left out. */
export async function tenderedPence(
  db: TransactionOf<PrismaClient>,
  themeId: string,
  except?: string,
): Promise<number> {
  const { _sum } = await db.tender.aggregate({
    where: { themeId, state: { notIn: ['draft', 'cancelled'] }, ...(except && { id: { not: except } }) },
    _sum: { valuePence: true },
  });
  return Number(_sum.valuePence ?? 0n);
}
