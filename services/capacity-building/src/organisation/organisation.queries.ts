import type { Sql } from '@commissioning/messaging';
import type { Change, TransactionOf } from '@commissioning/service';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { type Rule, rulesOf } from '../pool/pool';

type Db = TransactionOf<PrismaClient>;

/** What the register said of an organisation that names it here, decides which pools are for it, and says whom it reaches. */
export interface Entry {
  readonly organisationId: string;
  readonly name: string;
  readonly small: boolean;
  readonly wardsServed: readonly string[];
  readonly equalityFocus: readonly string[];
}

export async function noteEntry(
  { sql }: Change<PrismaClient>,
  { organisationId, name, small, wardsServed, equalityFocus }: Entry,
  sequence: bigint,
): Promise<void> {
  await sql.query(
    `INSERT INTO organisation AS known
       (id, name, small, equality_focused, wards_served, equality_focus, sequence)
     VALUES ($1::uuid, $2, $3::boolean, $4::boolean, $5::text[], $6::text[], $7::bigint)
     ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, small = EXCLUDED.small,
       equality_focused = EXCLUDED.equality_focused, wards_served = EXCLUDED.wards_served,
       equality_focus = EXCLUDED.equality_focus, sequence = EXCLUDED.sequence
     WHERE known.sequence < EXCLUDED.sequence`,
    [organisationId, name, small, equalityFocus.length > 0, wardsServed, equalityFocus, sequence],
  );
}

export async function noteMember(
  { sql }: Change<PrismaClient>,
  { organisationId, personId }: { organisationId: string; personId: string },
  acts: boolean,
  sequence: bigint,
): Promise<void> {
  await sql.query(
    `INSERT INTO member AS known (organisation_id, person_id, acts, sequence)
     VALUES ($1::uuid, $2, $3::boolean, $4::bigint)
     ON CONFLICT (organisation_id, person_id) DO UPDATE SET acts = EXCLUDED.acts, sequence = EXCLUDED.sequence
     WHERE known.sequence < EXCLUDED.sequence`,
    [organisationId, personId, acts, sequence],
  );
}

/** An organisation's bid was opened: it is no first-time bidder any more. */
export async function noteBidder({ sql }: Change<PrismaClient>, organisationId: string): Promise<void> {
  await sql.query('INSERT INTO bidder (organisation_id) VALUES ($1::uuid) ON CONFLICT DO NOTHING', [
    organisationId,
  ]);
}

/** What is known here of whoever may book: an organisation, or a team of the council. */
export interface Booker {
  readonly name?: string;
  readonly isTeam: boolean;
  /** The person who asks acts for it, as the register last said. */
  readonly acts: boolean;
  readonly rules: readonly Rule[];
}

/** One round trip. An organisation that is not known here yet meets no rule. */
export async function bookerOf(sql: Sql, organisationId: string, personId: string): Promise<Booker> {
  const [row] = await sql.query<{
    name: string | null;
    team: string | null;
    acts: boolean;
    small: boolean;
    focused: boolean;
    bid: boolean;
  }>(
    `SELECT o.name, t.name AS team, coalesce(m.acts, false) AS acts, coalesce(o.small, false) AS small,
       coalesce(o.equality_focused, false) AS focused, o.id IS NULL OR b.organisation_id IS NOT NULL AS bid
     FROM (SELECT $1::uuid AS id) asked
     LEFT JOIN organisation o ON o.id = asked.id
     LEFT JOIN team t ON t.id = asked.id
     LEFT JOIN bidder b ON b.organisation_id = asked.id
     LEFT JOIN member m ON m.organisation_id = asked.id AND m.person_id = $2`,
    [organisationId, personId],
  );
  const name = row?.name ?? row?.team ?? undefined;
  return {
    ...(name && { name }),
    isTeam: Boolean(row?.team),
    acts: Boolean(row?.acts),
    rules: row ? rulesOf({ small: row.small, equalityFocused: row.focused, hasBid: row.bid }) : [],
  };
}

/** Names of organisations and teams, by id; those that have not arrived here yet are left out. */
export async function namesOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  const where = { where: { id: { in: [...new Set(ids)] } } };
  const organisations = await db.organisation.findMany(where);
  const teams = await db.team.findMany(where);
  return new Map([...organisations, ...teams].map(({ id, name }) => [id, name]));
}

/** Text in which these very letters stand, in any case: what a pattern would take for more is a letter here. */
export const withLetters = (find: string) => ({
  contains: find.replace(/[\\%_]/g, '\\$&'),
  mode: 'insensitive' as const,
});

/** Bookings with a person, or of an organisation or team, in whose name these letters stand. */
export async function namesWith(db: Db, find: string): Promise<Prisma.BookingWhereInput> {
  const name = withLetters(find);
  const only = { where: { name }, select: { id: true } };
  const [organisations, teams] = [await db.organisation.findMany(only), await db.team.findMany(only)];
  const ids = [...organisations, ...teams].map(({ id }) => id);
  return { OR: [{ people: { some: { name } } }, { organisationId: { in: ids } }] };
}

/** Rules that organisations meet, by id; one that is not known here meets none. */
export async function rulesById(db: Db, ids: readonly string[]): Promise<Map<string, Rule[]>> {
  const organisations = await db.organisation.findMany({ where: { id: { in: [...new Set(ids)] } } });
  const bidders = await db.bidder.findMany({
    where: { organisationId: { in: organisations.map(({ id }) => id) } },
  });
  const haveBid = new Set(bidders.map(({ organisationId }) => organisationId));
  return new Map(
    organisations.map(({ id, small, equalityFocused }) => [
      id,
      rulesOf({ small, equalityFocused, hasBid: haveBid.has(id) }),
    ]),
  );
}
