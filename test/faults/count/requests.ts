import type { Accepted } from '../work/ledger';
import type { Databases } from './databases';
import { doubled, type Finding, lost } from './finding';

/** Every change that a service said it had made is recorded there, once. */
export async function countRequests(databases: Databases, accepted: readonly Accepted[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [service, requests] of Map.groupBy(accepted, (one) => one.service)) {
    const ids = requests.map(({ correlationId }) => correlationId);
    const rows = await databases.rows<{ id: string; most: number }>(
      service,
      `SELECT id, max(times)::int AS most FROM (
         SELECT correlation_id AS id, count(*) AS times FROM audit.entry
         WHERE correlation_id = ANY($1) GROUP BY correlation_id, aggregate, aggregate_id, action) t GROUP BY id`,
      [ids],
    );
    const recorded = new Map(rows.map(({ id, most }) => [id, most]));
    for (const { method, path, correlationId } of requests) {
      const times = recorded.get(correlationId) ?? 0;
      if (times === 0)
        findings.push(lost(`${method} ${path} was accepted by ${service} and is not recorded`));
      if (times > 1)
        findings.push(
          doubled(`${method} ${path} was accepted once by ${service} and is recorded ${times} times`),
        );
    }
  }
  return findings;
}
