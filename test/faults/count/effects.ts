import type { Databases, Said } from './databases';
import { doubled, type Finding, lost } from './finding';

/** What an event leaves behind in a listener, exactly once. */
interface Effect {
  readonly type: string;
  readonly in: string;
  /** Answers `id` and `times` for the ids in `$1`. */
  readonly query: string;
  /** The ids under which it is found there. */
  readonly ids: (event: Said) => string[];
}

const rowsBy = (table: string, column: string): string =>
  `SELECT ${column}::text AS id, count(*)::int AS times FROM ${table} WHERE ${column}::text = ANY($1) GROUP BY 1`;

const aboutOne = (type: string): Effect => ({
  ...{ type, in: 'notifications', query: rowsBy('message', 'cause') },
  ids: ({ id }) => [id],
});

const EFFECTS: readonly Effect[] = [
  ...[
    aboutOne('capacity-building.booking.confirmed.v1'),
    aboutOne('capacity-building.booking.waitlisted.v1'),
    aboutOne('capacity-building.booking.offered.v1'),
    aboutOne('capacity-building.booking.cancelled.v1'),
    aboutOne('contracts.contract.signed.v1'),
    aboutOne('contracts.contract.payment-approved.v1'),
    aboutOne('contracts.return.submitted.v1'),
    aboutOne('contracts.return.accepted.v1'),
  ],
  {
    ...{
      type: 'programme.theme.proposed.v1',
      in: 'equality-analysis',
      query: rowsBy('screening', 'theme_id'),
    },
    ids: ({ fact }) => [fact['themeId']],
  },
  {
    ...{ type: 'programme.theme.approved.v1', in: 'tendering', query: rowsBy('theme', 'id') },
    ids: ({ fact }) => [fact['themeId']],
  },
  {
    ...{ type: 'tendering.tender.published.v1', in: 'evaluation', query: rowsBy('evaluation', 'tender_id') },
    ids: ({ fact }) => [fact['tenderId']],
  },
  {
    ...{ type: 'tendering.bid.opened.v1', in: 'evaluation', query: rowsBy('bid', 'id') },
    ids: ({ fact }) => [fact['bidId']],
  },
  {
    type: 'evaluation.evaluation.recommended.v1',
    in: 'equality-analysis',
    query: rowsBy('award_check', 'evaluation_id'),
    ids: ({ fact }) => [fact['evaluationId']],
  },
  {
    ...{ type: 'evaluation.evaluation.awarded.v1', in: 'contracts', query: rowsBy('contract', 'award_id') },
    ids: ({ fact }) => (fact['awards'] as { awardId: string }[]).map(({ awardId }) => awardId),
  },
  ...['capacity-building', 'tendering', 'contracts', 'equality-analysis', 'notifications', 'analytics'].map(
    (listener): Effect => ({
      ...{
        type: 'organisations.organisation.registered.v1',
        in: listener,
        query: rowsBy('organisation', 'id'),
      },
      ids: ({ fact }) => [fact['organisationId']],
    }),
  ),
];

/** The rows themselves, where an inbox row would only say that somebody meant to write them. */
export async function countEffects(
  databases: Databases,
  said: readonly Said[],
  handlers: ReadonlyMap<string, readonly string[]>,
): Promise<{ findings: Finding[]; compared: number }> {
  const findings: Finding[] = [];
  let compared = 0;
  for (const effect of EFFECTS.filter((one) => handlers.get(one.type)?.includes(one.in))) {
    const ids = said.filter(({ type }) => type === effect.type).flatMap(effect.ids);
    const rows = await databases.rows<{ id: string; times: number }>(effect.in, effect.query, [ids]);
    const times = new Map(rows.map((row) => [row.id, row.times]));
    for (const id of ids) {
      compared += 1;
      const found = times.get(id) ?? 0;
      const sentence = `${effect.type} about ${id} has ${found} effects in ${effect.in}`;
      if (found === 0) findings.push(lost(sentence));
      if (found > 1) findings.push(doubled(sentence));
    }
  }
  return { findings, compared };
}
