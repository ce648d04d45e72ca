import { inspectAudit } from '@commissioning/audit';
import { sealsTold } from '@commissioning/service';
import { onBus } from '../break/records';
import type { Counted } from '../ground/ground';
import { Databases } from './databases';
import { type Finding, wrong } from './finding';

/** Every chain of every audit trail is whole, and every seal that the bus was told of is there. */
export async function countAudit(
  ground: Counted,
  databases: Databases,
): Promise<{ findings: Finding[]; entries: number; seals: number }> {
  return onBus(ground, async (broker) => {
    const findings: Finding[] = [];
    let [entries, seals] = [0, 0];
    for (const service of Databases.SERVICES) {
      const query = <Row>(text: string, values: readonly unknown[] = []) =>
        databases.rows(service, text, [...values]) as Promise<Row[]>;
      const report = await inspectAudit({ query }, await sealsTold(broker, service));
      findings.push(
        ...report.breaks.map(({ aggregate, aggregateId, place, problem }) =>
          wrong(`the audit trail of ${aggregate} ${aggregateId} in ${service} is ${problem} at ${place}`),
        ),
        ...report.sealBreaks.map(({ seal, problem }) =>
          wrong(`the audit trail of ${service} has its seals ${problem} at ${seal}`),
        ),
      );
      entries += report.entries;
      seals += report.seals;
    }
    return { findings, entries, seals };
  });
}
