/** `npm run verify`: a service of a running deployment compares what it keeps with itself. */
import 'reflect-metadata';
import { fork } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '@commissioning/service';
import { answering, runAsProgram, type Write } from './command-line';
import { Deployment } from './deployment';

const USAGE = `npm run verify -- <service>

Compares counters with rows, rows with events, waiting lists with free places: all of one moment, nothing locked.
Prints what was compared and the first disagreement. Ends with 0 when everything agrees, else with 1.

  --dir <dir>  a system in another folder than .local/embedded or .local/kafka

Where the system runs elsewhere: BROKER_URL and DATABASE_URLS (JSON, connection string by service).`;

const OPTIONS = { help: { type: 'boolean', default: false }, dir: { type: 'string' } } as const;

const BUILT = join(__dirname, '../../services');
const programOf = (service: string): string => join(BUILT, service, 'src/verify.js');

/** Runs one command line; resolves to the exit code of the service's own program. */
async function verify(args: readonly string[], write: Write, complain: Write): Promise<number> {
  return answering({ usage: USAGE, trouble: 1, complain }, async () => {
    const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
    const [service] = positionals;
    if (values.help || !service) {
      write(USAGE);
      return values.help ? 0 : 1;
    }
    const able = readdirSync(BUILT).filter((name) => existsSync(programOf(name)));
    must(able.includes(service), 'cannot-verify', `These can verify themselves: ${able.join(', ')}.`);
    await using deployment = await Deployment.find({ dir: values.dir });
    const { clockFile } = deployment;
    const DATABASE_URL = deployment.databaseUrl(service);
    const env = { ...process.env, DATABASE_URL, ...(clockFile && { CLOCK_FILE: clockFile }) };
    const child = fork(programOf(service), [], { env, stdio: 'inherit' });
    return new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', (code) => resolve(code ?? 1));
    });
  });
}

if (require.main === module) runAsProgram(verify);
