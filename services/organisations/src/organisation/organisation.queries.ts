import { type Change, must, type TransactionOf } from '@commissioning/service';
import type { organisationsApi } from '@commissioning/schemas';
import type { Identifier as IdentifierRow, Organisation, PrismaClient } from '../../generated/prisma/client';
import { readsLike, type Identifier, type SizeLimit, tellingWords, written } from './organisation';

type Db = TransactionOf<PrismaClient>;

/** An entry with its identifiers, as the database holds it. */
export type OrganisationRow = Organisation & { identifiers: IdentifierRow[] };

/** The columns of what was entered. */
export const columnsOf = (draft: organisationsApi.NewOrganisation) => ({
  name: draft.name,
  nameWords: tellingWords(draft.name),
  legalForm: draft.legalForm,
  annualIncomePence: BigInt(draft.annualIncomePence),
  contactEmail: draft.contactEmail ?? null,
  homeWard: draft.homeWard,
  wardsServed: [...new Set(draft.wardsServed)],
  equalityFocus: [...new Set(draft.equalityFocus)],
});

/**
 * Gives the organisation exactly these identifiers, or a local number when there are none. The primary key decides
 * when two registrations claim the same number at once. Breaks `organisation-already-registered`.
 */
export async function claimIdentifiers(
  { db, sql }: Change<PrismaClient>,
  organisationId: string,
  claimed: readonly Identifier[],
): Promise<IdentifierRow[]> {
  const identifiers = written(claimed);
  if (identifiers.length === 0) identifiers.push(await nextLocalNumber(sql));
  await db.identifier.deleteMany({ where: { organisationId } });
  await db.identifier.createMany({
    data: identifiers.map((identifier) => ({ ...identifier, organisationId })),
    skipDuplicates: true,
  });
  const taken = await db.identifier.findFirst({
    where: { OR: identifiers.map(({ scheme, id }) => ({ scheme, id })), NOT: { organisationId } },
    include: { organisation: { select: { name: true } } },
  });
  must(
    !taken,
    'organisation-already-registered',
    `${taken?.scheme} ${taken?.id} belongs to ${taken?.organisation.name}, which is on the register. Ask its members to invite you.`,
    { organisationId: taken?.organisationId },
  );
  return db.identifier.findMany({ where: { organisationId }, orderBy: [{ scheme: 'asc' }, { id: 'asc' }] });
}

async function nextLocalNumber(sql: Change<PrismaClient>['sql']): Promise<Identifier> {
  const [row] = await sql.query<{ number: bigint }>(`SELECT nextval('local_identifier') AS number`);
  return { scheme: 'LOCAL', id: `L${String(row?.number).padStart(6, '0')}` };
}

const MOST_REPORTED = 10;

/** Organisations whose names read nearly like this one. */
export async function likelyDuplicates(
  db: Db,
  name: string,
  exceptId?: string,
): Promise<organisationsApi.LikelyDuplicate[]> {
  const candidates = await db.organisation.findMany({
    where: { nameWords: { hasSome: tellingWords(name) }, ...(exceptId && { NOT: { id: exceptId } }) },
    select: { id: true, name: true, homeWard: true },
    orderBy: { id: 'asc' },
  });
  return candidates
    .filter((candidate) => readsLike(candidate.name, name))
    .slice(0, MOST_REPORTED)
    .map(({ id, name: known, homeWard }) => ({ organisationId: id, name: known, homeWard }));
}

export const toOrganisation = (row: OrganisationRow, limit: SizeLimit): organisationsApi.Organisation => ({
  id: row.id,
  name: row.name,
  identifiers: row.identifiers.map(({ scheme, id }) => ({ scheme, id }) as Identifier),
  legalForm: row.legalForm as organisationsApi.Organisation['legalForm'],
  homeWard: row.homeWard,
  wardsServed: row.wardsServed,
  equalityFocus: row.equalityFocus as organisationsApi.EqualityFocus[],
  small: limit.isSmall(Number(row.annualIncomePence)),
  version: row.version,
});

export const toEntry = (row: OrganisationRow, limit: SizeLimit): organisationsApi.OrganisationEntry => ({
  ...toOrganisation(row, limit),
  annualIncomePence: Number(row.annualIncomePence),
  ...(row.contactEmail && { contactEmail: row.contactEmail }),
});
