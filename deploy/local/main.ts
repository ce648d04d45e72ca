import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CannotStart } from './cannot-start';
import { COUNCIL_SYSTEMS } from './identity/clients';
import { GROUPS, PEOPLE } from './identity/people';
import { runErrand } from './errand';
import { startSystem, type System } from './system';

const began = Date.now();
const say = (line: string): void => {
  process.stdout.write(`[${((Date.now() - began) / 1000).toFixed(1).padStart(5)} s] ${line}\n`);
};

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      kafka: { type: 'boolean', default: false },
      reset: { type: 'boolean', default: false },
      'no-demonstration': { type: 'boolean', default: false },
      port: { type: 'string', default: '4000' },
      dir: { type: 'string' },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 1024 || port > 65_000)
    throw new CannotStart('--port takes a number from 1024 to 65000.');
  const bus = values.kafka ? 'kafka' : 'embedded';
  const dir = values.dir ?? join(process.cwd(), '.local', bus);
  if (values.reset) {
    say('Removing what was kept');
    await rm(dir, { recursive: true, force: true });
  }
  const system = await startSystem({ dir, bus, port, say });
  let ending = false;
  const end = (signal: string) => {
    if (ending) return;
    ending = true;
    say(`Ending (${signal}); finishing what is in hand`);
    system.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        say(`Ending cleanly failed: ${String(error)}`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', () => end('Ctrl-C'));
  process.on('SIGTERM', () => end('SIGTERM'));
  await demonstrate(dir, values['no-demonstration'], system).catch(async (error: unknown) => {
    say('The demonstration programme could not be loaded; ending. Try again with npm start -- --reset');
    await system.stop();
    throw error;
  });
  sayWhereItIs(system, join(dir, 'keys/client-secrets.json'));
}

/** The demonstration programme is loaded once, through the APIs; the mark is written when all of it is there. */
async function demonstrate(dir: string, without: boolean, system: System): Promise<void> {
  const mark = join(dir, 'demonstration-loaded');
  if (without || existsSync(mark)) return;
  say('Loading the demonstration programme');
  const { identityUrl, clockFile, urls } = system;
  await runErrand(join(__dirname, 'demonstration/main.js'), { identityUrl, clockFile, urls }, say);
  await writeFile(mark, new Date().toISOString());
}

function sayWhereItIs({ portalUrl, identityUrl, urls }: System, secretsFile: string): void {
  const lines = Object.entries(GROUPS).flatMap(([group, heading]) => {
    const people = PEOPLE.filter((person) => person.group === group);
    return people.length === 0 ? [] : [`  ${heading}: ${people.map((person) => person.name).join(', ')}`];
  });
  const apis = Object.entries(urls).filter(([name]) => name !== 'portal');
  const systems = [
    `Systems: ${Object.keys(COUNCIL_SYSTEMS).join(', ')}, with secrets in ${secretsFile}; tokens from ${identityUrl}/token`,
    ...apis.map(([name, url]) => `  ${url}/api/${name}/docs`),
  ];
  process.stdout.write(
    `\n${lines.join('\n')}\n\n${systems.join('\n')}\n\nReady: ${portalUrl}\nSign in there as any of the people above. Ctrl-C ends everything.\n`,
  );
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof CannotStart ? error.message : String((error as Error).stack)}\n`);
  process.exit(1);
});
