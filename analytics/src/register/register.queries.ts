import type { Change, TransactionOf } from '@commissioning/service';
import type { FactOf, organisationRegistered, returnAccepted, tenderPublished } from '@commissioning/schemas';
import type { Organisation, PrismaClient, Theme } from '../../generated/prisma/client';

/** An older fact that arrives late changes nothing. */
export async function noteOrganisation(
  { sql }: Change<PrismaClient>,
  fact: FactOf<typeof organisationRegistered>,
  sequence: bigint,
): Promise<void> {
  await sql.query(
    `INSERT INTO organisation AS known (id, sequence, name, small, home_ward, wards_served, equality_focus)
     VALUES ($1::uuid, $2::bigint, $3, $4::boolean, $5, $6::text[], $7::text[])
     ON CONFLICT (id) DO UPDATE SET sequence = EXCLUDED.sequence, name = EXCLUDED.name, small = EXCLUDED.small,
       home_ward = EXCLUDED.home_ward, wards_served = EXCLUDED.wards_served, equality_focus = EXCLUDED.equality_focus
     WHERE known.sequence < EXCLUDED.sequence`,
    [
      ...[fact.organisationId, sequence.toString(), fact.name, fact.small, fact.homeWard],
      ...[[...new Set(fact.wardsServed)], [...new Set(fact.equalityFocus)]],
    ],
  );
}

export async function noteTheme(
  { sql }: Change<PrismaClient>,
  fact: { themeId: string; programmeId: string; title: string; budgetPence: number; approved: boolean },
  sequence: bigint,
): Promise<void> {
  await sql.query(
    `INSERT INTO theme AS known (id, sequence, programme_id, title, budget_pence, approved)
     VALUES ($1::uuid, $2::bigint, $3::uuid, $4, $5::bigint, $6::boolean)
     ON CONFLICT (id) DO UPDATE SET sequence = EXCLUDED.sequence, programme_id = EXCLUDED.programme_id,
       title = EXCLUDED.title, budget_pence = EXCLUDED.budget_pence, approved = EXCLUDED.approved
     WHERE known.sequence < EXCLUDED.sequence`,
    [fact.themeId, sequence.toString(), fact.programmeId, fact.title, fact.budgetPence, fact.approved],
  );
}

export async function noteTender(
  { db }: Change<PrismaClient>,
  { tenderId, themeId, title }: FactOf<typeof tenderPublished>,
): Promise<void> {
  const known = { themeId, title };
  await db.tender.upsert({ where: { id: tenderId }, create: { id: tenderId, ...known }, update: known });
}

/** What the tender says of its indicators; a return only repeats their names. */
export async function noteIndicators(
  { db }: Change<PrismaClient>,
  themeId: string,
  indicators: FactOf<typeof tenderPublished>['indicators'],
): Promise<void> {
  for (const { indicatorId, ...known } of indicators) {
    const indicator = { themeId, ...known };
    await db.indicator.upsert({
      where: { id: indicatorId },
      create: { id: indicatorId, ...indicator },
      update: indicator,
    });
  }
}

/** Names from a return, for an indicator whose tender has not arrived. */
export async function nameIndicators(
  { db }: Change<PrismaClient>,
  { themeId, observations }: FactOf<typeof returnAccepted>,
): Promise<void> {
  await db.indicator.createMany({
    data: observations.map(({ indicatorId: id, outcomeId, outcome, indicator: title }) => ({
      ...{ id, themeId, outcomeId, outcome, title },
    })),
    skipDuplicates: true,
  });
}

/** Everything that facts refer to, by id. Hundreds of rows: a report reads them whole. */
export interface Register {
  readonly organisations: ReadonlyMap<string, Organisation>;
  readonly themes: ReadonlyMap<string, Theme>;
  /** Tender id → theme id. */
  readonly themeOfTender: ReadonlyMap<string, string>;
  readonly indicators: ReadonlyMap<string, IndicatorName>;
}

export interface IndicatorName {
  readonly id: string;
  readonly themeId: string;
  readonly outcome: string;
  readonly title: string;
  readonly target?: number;
  readonly unit?: string;
}

export async function loadRegister(db: TransactionOf<PrismaClient>): Promise<Register> {
  const [organisations, themes, tenders, indicators] = await Promise.all([
    db.organisation.findMany(),
    db.theme.findMany(),
    db.tender.findMany(),
    db.indicator.findMany(),
  ]);
  return {
    organisations: new Map(organisations.map((row) => [row.id, row])),
    themes: new Map(themes.map((row) => [row.id, row])),
    themeOfTender: new Map(tenders.map(({ id, themeId }) => [id, themeId])),
    indicators: new Map(
      indicators.map(({ target, unit, ...row }) => [
        row.id,
        { ...row, ...(target !== null && { target }), ...(unit !== null && { unit }) },
      ]),
    ),
  };
}
