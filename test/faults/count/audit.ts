import { verifyAudit } from '@commissioning/audit';
import { Databases } from './databases';
import { type Finding, wrong } from './finding';

/** Every chain of every audit trail is whole. */
export async function countAudit(databases: Databases): Promise<{ findings: Finding[]; entries: number }> {
  const findings: Finding[] = [];
  let entries = 0;
  for (const service of Databases.SERVICES) {
    const query = <Row>(text: string, values: readonly unknown[] = []) =>
      databases.rows(service, text, [...values]) as Promise<Row[]>;
    const breaks = await verifyAudit({ query });
    findings.push(
      ...breaks.map(({ aggregate, aggregateId, place, problem }) =>
        wrong(`the audit trail of ${aggregate} ${aggregateId} in ${service} is ${problem} at ${place}`),
      ),
    );
    const [count] = await query<{ entries: number }>('SELECT count(*)::int AS entries FROM audit.entry');
    entries += count?.entries ?? 0;
  }
  return { findings, entries };
}
