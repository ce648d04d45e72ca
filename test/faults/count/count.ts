import type { analyticsApi } from '@commissioning/schemas';
import { Acting } from '../../../deploy/local/acts/client';
import type { Planted } from '../break/records';
import type { Counted } from '../ground/ground';
import type { Ledger } from '../work/ledger';
import { countAudit } from './audit';
import { Databases } from './databases';
import { countDeadLetters } from './dead-letters';
import { drained } from './drain';
import { countEffects } from './effects';
import { countEvents } from './events';
import { countFigures } from './figures';
import { type Finding, lost, wrong } from './finding';
import { handlersByType } from './handlers';
import { countRequests } from './requests';

/** What was found, and of how much. */
export interface Count {
  readonly findings: readonly Finding[];
  /** One line each: what was compared with what. */
  readonly compared: readonly string[];
}

/** Waits until nothing moves any more, then compares everything that was accepted with everything that is there. */
export async function count(
  ground: Counted,
  ledger: Ledger,
  planted: readonly Planted[],
  say: (line: string) => void,
): Promise<Count> {
  const handlers = handlersByType();
  const groups = [...new Set([...handlers.values()].flat())];
  const databases = new Databases(ground.system);
  try {
    say('Waiting until everything is drained');
    const left = await drained(ground, databases, groups);
    say('Counting');
    const said = await databases.said();
    const effects = await countEffects(databases, said, handlers);
    const figures = await countFigures(databases, said, ground.dataDir);
    const letters = await countDeadLetters(ground, planted, handlers);
    const audit = await countAudit(ground, databases);
    return {
      findings: [
        ...(left ? [lost(`not drained after the last fault was mended: ${left}`)] : []),
        ...(await countRequests(databases, ledger.accepted)),
        ...(await countEvents(databases, said, handlers)),
        ...effects.findings,
        ...figures.findings,
        ...(await countCube(ground)),
        ...letters.findings,
        ...audit.findings,
      ],
      compared: [
        `${ledger.accepted.length} accepted requests with the audit trails of ${Databases.SERVICES.length} services`,
        `${said.length} events with the inboxes of ${groups.length} listeners`,
        `${effects.compared} effects with the events that they come from`,
        `${figures.compared} figures of analytics with the databases of their owners`,
        `${letters.found} dead letters with ${planted.length} poison messages`,
        `${audit.entries} audit entries with their chains and ${audit.seals} seals`,
      ],
    };
  } finally {
    await databases.close();
  }
}

/** What analytics shows agrees with what it keeps. */
async function countCube({ system }: Counted): Promise<Finding[]> {
  const quentin = new Acting(system, 'quentin-operator');
  const recount = await quentin.get<analyticsApi.Recount>('analytics', '/v1/facts/recount');
  if (recount.agrees) return [];
  return [wrong(`the cube of analytics disagrees with its facts in ${recount.disagreements.length} cells`)];
}
