import { join } from 'node:path';
import { STAGES } from '../../../analytics/src/facts/fact';
import { factsIn, readSegment, type WrittenSegment } from '../../../analytics/src/facts/segment-file';
import type { Databases, Said } from './databases';
import { doubled, type Finding, lost } from './finding';

type Amounts = Map<string, number>;

/** What the owners' databases say of each stage, by booking, bid, award, contract and return. */
async function owned(databases: Databases, said: readonly Said[]): Promise<Map<string, Amounts>> {
  const amounts = async (service: string, text: string): Promise<Amounts> => {
    const rows = await databases.rows<{ id: string; amount: string }>(service, text);
    return new Map(rows.map(({ id, amount }) => [id, Number(amount)]));
  };
  const awards = said
    .filter(({ type }) => type === 'evaluation.evaluation.awarded.v1')
    .flatMap(({ fact }) => (fact['awards'] as { awardId: string }[]).map(({ awardId }) => awardId));
  return new Map<string, Amounts>([
    [
      'booking',
      await amounts('capacity-building', `SELECT id, places AS amount FROM booking WHERE state = 'booked'`),
    ],
    [
      'training',
      await amounts(
        'capacity-building',
        `SELECT booking_id AS id, count(*) AS amount FROM attendee WHERE attendance = 'attended' GROUP BY 1`,
      ),
    ],
    ['bid', await amounts('tendering', `SELECT bid_id AS id, ${STAGES.bid.scale} AS amount FROM opened_bid`)],
    ['award', new Map(awards.map((id) => [id, STAGES.award.scale]))],
    [
      'contract',
      await amounts(
        'contracts',
        `SELECT id, value_pence AS amount FROM contract WHERE signed_on IS NOT NULL`,
      ),
    ],
    [
      'spend',
      await amounts(
        'contracts',
        `SELECT contract_id AS id, sum(amount_pence) AS amount FROM payment WHERE state = 'approved' GROUP BY 1`,
      ),
    ],
    ['reported', await amounts('contracts', observed('denominator'))],
    ['outcome', await amounts('contracts', observed('numerator'))],
  ]);
}

/** The providers of a run report on one characteristic, so its categories add up to everybody. */
const observed = (count: 'numerator' | 'denominator'): string =>
  `SELECT o.return_id AS id, sum(o.${count}) AS amount FROM observation o
   JOIN return r ON r.id = o.return_id WHERE r.state = 'accepted' GROUP BY 1`;

/** What analytics counted, from its segments on disk. */
async function counted(databases: Databases, folder: string): Promise<Map<string, Amounts>> {
  const manifest = await databases.rows<WrittenSegment & { id: string }>(
    'analytics',
    'SELECT id::text, rows, bytes, sha256 FROM segment WHERE replaced_by IS NULL AND consumer = $1',
    ['analytics'],
  );
  const stages = new Map<string, Amounts>(Object.keys(STAGES).map((stage) => [stage, new Map()]));
  for (const entry of manifest) {
    const facts = factsIn(await readSegment(folder, entry.id, entry));
    for (const { stage, subject, characteristic, quantity } of facts) {
      if (characteristic !== 'organisation') continue;
      const amounts = stages.get(stage) as Amounts;
      amounts.set(subject, (amounts.get(subject) ?? 0) + quantity);
    }
  }
  return stages;
}

/** Analytics equals a recount from the databases of those who own the facts, thing by thing. */
export async function countFigures(
  databases: Databases,
  said: readonly Said[],
  dataDir: string,
): Promise<{ findings: Finding[]; compared: number }> {
  const there = await owned(databases, said);
  const here = await counted(databases, join(dataDir, 'analytics/segments'));
  const findings: Finding[] = [];
  let compared = 0;
  for (const [stage, amounts] of there) {
    const facts = here.get(stage) as Amounts;
    for (const id of new Set([...amounts.keys(), ...facts.keys()])) {
      compared += 1;
      const [owner, analytics] = [amounts.get(id) ?? 0, facts.get(id) ?? 0];
      const sentence = `${stage} of ${id}: analytics counts ${analytics}, its owner ${owner}`;
      if (analytics > owner) findings.push(doubled(sentence));
      if (analytics < owner) findings.push(lost(sentence));
    }
  }
  return { findings, compared };
}
