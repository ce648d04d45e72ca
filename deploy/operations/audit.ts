/** `npm run audit`: whether the audit trails of a running deployment are whole. */
import 'reflect-metadata';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type AuditBreak, type AuditReport, inspectAudit, type SealBreak } from '@commissioning/audit';
import { must, sealsTold } from '@commissioning/service';
import { z } from 'zod';
import { answering, runAsProgram, type Write } from './command-line';
import { Deployment } from './deployment';
import { type Screen, screenOn, table } from './screen';

const USAGE = `npm run audit -- verify [service]

Walks every chain of every service, or of one, and says where something was changed or removed. Compares them with the
seals that each service makes every minute, and these with what the bus was told of them.
Ends with 0 when all are whole, 1 when one is not, 2 when that could not be found out.

  --against <file>  compares also with the lines that --json printed earlier, kept where nobody reaches them who
                    can change the databases and the bus
  --json            one JSON document a line
  --dir <dir>       a system in another folder than .local/embedded or .local/kafka

Where the system runs elsewhere: BROKER_URL and DATABASE_URLS (JSON, connection string by service).`;

const OPTIONS = {
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
  dir: { type: 'string' },
  against: { type: 'string' },
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
    const noted = values.against === undefined ? [] : notedIn(values.against);
    const whole = await verify(deployment, screenOn(values.json, write), noted, service);
    return whole ? 0 : 1;
  });
}

async function verify(
  deployment: Deployment,
  screen: Screen,
  noted: Noted[],
  only?: string,
): Promise<boolean> {
  const rows: (string | number)[][] = [];
  const remarks: string[] = [];
  let whole = true;
  for (const service of only ? [only] : deployment.services) {
    const sql = await deployment.sql(service);
    const told = await sealsTold(await deployment.bus(), service);
    const kept = noted.flatMap((one) => (one.service === service && one.seal ? [one.seal] : []));
    const report = await inspectAudit(sql, [...told, ...kept]);
    if (screen.json) screen.show(asDocument(service, report), '');
    const found = report.breaks.length + report.sealBreaks.length;
    const { aggregates, entries, seals, unsealed } = report;
    const verdict = found ? `broken in ${found} ${found === 1 ? 'place' : 'places'}` : 'whole';
    rows.push([service, aggregates, entries, seals, unsealed.entries, verdict]);
    remarks.push(...remarksOn(service, report));
    whole &&= found === 0;
  }
  screen.say(table(['service', 'aggregates', 'entries', 'seals', 'not sealed yet', ''], rows));
  for (const line of remarks) screen.say(line);
  return whole;
}

/** Seconds after which entries should have been sealed: twice the minute of the sweep, and a restart in between. */
const PATIENCE_SECONDS = 600;

function asDocument(service: string, { breaks, sealBreaks, newestSeal: seal, ...counted }: AuditReport) {
  const { aggregates, entries, seals, unsealed } = counted;
  return {
    ...{ service, aggregates, entries, seals, unsealed: unsealed.entries, seal },
    ...{ breaks: breaks.length, first: breaks[0], sealBreaks: sealBreaks.length, firstSeal: sealBreaks[0] },
  };
}

function remarksOn(service: string, { breaks, sealBreaks, unsealed }: AuditReport): string[] {
  const said = [
    ...breaks.slice(0, MOST_SAID).map(asText),
    ...sealBreaks.slice(0, MOST_SAID).map(asTextOfSeal),
  ];
  const more = breaks.length + sealBreaks.length - said.length;
  if (more > 0) said.push(`and ${more} more`);
  const { oldestSeconds } = unsealed;
  if (oldestSeconds !== null && oldestSeconds > PATIENCE_SECONDS)
    said.push(
      `nothing was sealed for ${Math.round(oldestSeconds / 60)} minutes though something happened: is it running?`,
    );
  return said.map((sentence) => `${service}: ${sentence}`);
}

/** Breaks that a person is told of one by one. */
const MOST_SAID = 10;

const WRONG: Record<AuditBreak['problem'], string> = {
  changed: 'is not what was written',
  missing: 'does not follow: what stood before it is missing or was put in place of it',
  cut: 'and what came after it was cut off: a seal knows it',
  rewritten: 'is another than the one that was sealed: the chain was told anew',
};

const asText = ({ aggregate, aggregateId, place, problem }: AuditBreak): string =>
  `entry ${place} of ${aggregate} ${aggregateId} ${WRONG[problem]}`;

const WRONG_SEAL: Record<SealBreak['problem'], string> = {
  changed: 'is not what was made; what it sealed was not compared',
  missing: 'does not follow: one before it is missing or was put in place of it',
  cut: 'and those after it are gone, with whatever was cut off under them, or an older backup was restored',
  another: 'is another than the one that was told: entries were cut off or told anew, and sealed again',
};

const asTextOfSeal = ({ seal, problem }: SealBreak): string => `seal ${seal} ${WRONG_SEAL[problem]}`;

const Noted = z.object({
  service: z.string(),
  seal: z.object({ number: z.number(), hash: z.string() }).optional(),
});
type Noted = z.infer<typeof Noted>;

/** The seals of earlier reports. Throws `RuleBroken` where the file is not there or is something else. */
function notedIn(file: string): Noted[] {
  must(existsSync(file), 'no-such-file', `There is no file ${file}.`);
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim());
  return lines.map((line, index) => {
    const noted = Noted.safeParse(parsed(line));
    const sentence = `Line ${index + 1} of ${file} is not one that npm run audit -- verify --json printed.`;
    must(noted.success, 'not-a-report', sentence);
    return noted.data;
  });
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // refused by the shape
  }
}

if (require.main === module) runAsProgram(audit);
