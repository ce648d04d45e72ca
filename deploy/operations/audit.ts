/** `npm run audit`: whether the audit trails of a running deployment are whole. */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { type AuditBreak, inspectAudit } from '@commissioning/audit';
import { must } from '@commissioning/service';
import { answering, runAsProgram, type Write } from './command-line';
import { Deployment } from './deployment';
import { type Screen, screenOn, table } from './screen';

const USAGE = `npm run audit -- verify [service]

Walks every chain of every service, or of one, and says where something was changed or removed.
Ends with 0 when all are whole, 1 when one is broken, 2 when that could not be found out.

  --json       one JSON document a line
  --dir <dir>  a system in another folder than .local/embedded or .local/kafka

Where the system runs elsewhere: BROKER_URL and DATABASE_URLS (JSON, connection string by service).`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  dir: { type: 'string' },
} as const;

/** Runs one command line; resolves to the exit code. */
export async function audit(args: readonly string[], write: Write, complain: Write): Promise<number> {
  return answering({ usage: USAGE, trouble: 2, complain }, async () => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [name, service] = positionals;
    if (values.help || !name) {
      write(USAGE);
      return values.help ? 0 : 2;
    }
    must(name === 'verify', 'unknown-command', `There is no command ${name}.\n\n${USAGE}`);
    await using deployment = await Deployment.find({ dir: values.dir });
    const whole = await verify(deployment, screenOn(values.json, write), service);
    return whole ? 0 : 1;
  });
}

async function verify(deployment: Deployment, screen: Screen, only?: string): Promise<boolean> {
  const rows: (string | number)[][] = [];
  const broken: string[] = [];
  for (const service of only ? [only] : deployment.services) {
    const { aggregates, entries, breaks } = await inspectAudit(await deployment.sql(service));
    const [first] = breaks;
    if (screen.json) screen.show({ service, aggregates, entries, breaks: breaks.length, first }, '');
    rows.push([service, aggregates, entries, first ? `broken in ${breaks.length} places` : 'whole']);
    if (first) broken.push(`${service}: ${asText(first)}`);
  }
  screen.say(table(['service', 'aggregates', 'entries', ''], rows));
  for (const line of broken) screen.say(line);
  return broken.length === 0;
}

const asText = ({ aggregate, aggregateId, place, problem }: AuditBreak): string =>
  `the first break is at entry ${place} of ${aggregate} ${aggregateId}: ` +
  (problem === 'changed'
    ? 'it is not what was written'
    : 'what stood before it is missing or was put in place of it');

if (require.main === module) runAsProgram(audit);
