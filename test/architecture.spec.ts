import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { On } from '@commissioning/messaging';
import { Answers } from '@commissioning/service';
import { bidPriceOpened, contractsApi, Id, tenderPublished } from '@commissioning/schemas';
import { eventsHeardBy, forbiddenListening } from './architecture/listeners';
import { type Controller as AnyController, controllersOf, undeclaredRoutes } from './architecture/routes';
import { uncheckedRoutes } from './architecture/schemas';
import { staleFiles } from '../scripts/stale';
import * as rules from './architecture/rules';

const ROOT = join(__dirname, '..');
const FOLDERS = ['libs', 'services', 'analytics', 'deploy', 'scripts', 'test'];

function filesIn(folder: string): string[] {
  if (!existsSync(join(ROOT, folder))) return [];
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (['node_modules', 'generated', 'dist'].includes(entry.name)) return [];
    return entry.isDirectory() ? filesIn(path) : entry.name.endsWith('.ts') ? [path] : [];
  });
}

const sources = new Map(
  FOLDERS.flatMap(filesIn).map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]),
);
const bad = (path: string, text: string) => new Map([[path, text]]);

describe('the structure', () => {
  it('reads the whole tree', () => {
    expect([...sources.keys()].filter((path) => path.startsWith('services/')).length).toBeGreaterThan(20);
  });

  it.each([
    [
      'a service imports another service',
      rules.boundaryViolations,
      bad('services/programme/src/a.ts', "import { b } from '../../tendering/src/b';"),
    ],
    [
      'a service imports the launcher',
      rules.boundaryViolations,
      bad('services/programme/src/a.ts', "import { b } from '../../../deploy/local/b';"),
    ],
    [
      'a library imports a service',
      rules.boundaryViolations,
      bad('libs/auth/src/a.ts', "import { b } from '../../../services/tendering/src/b';"),
    ],
    [
      'a service imports kafkajs',
      rules.hiddenClientViolations,
      bad('services/programme/src/a.ts', "import { Kafka } from 'kafkajs';"),
    ],
    [
      'a service imports bullmq',
      rules.hiddenClientViolations,
      bad('services/notifications/src/a.ts', "import { Queue } from 'bullmq';"),
    ],
    [
      'the messaging library imports bullmq',
      rules.hiddenClientViolations,
      bad('libs/messaging/src/a.ts', "import { Queue } from 'bullmq';"),
    ],
    [
      'a pure library imports Nest',
      rules.purityViolations,
      bad('libs/statistics/src/a.ts', "import { Module } from '@nestjs/common';"),
    ],
    [
      'the schema registry imports more than zod',
      rules.registryViolations,
      bad('libs/schemas/src/a.ts', "import { x } from '@commissioning/auth';"),
    ],
    ['a file is longer than 300 lines', rules.lengthViolations, bad('libs/auth/src/a.ts', '\n'.repeat(301))],
    ['a folder is called utils', rules.folderViolations, bad('libs/auth/src/utils/a.ts', '')],
    [
      'a rule reads the time of the machine',
      rules.clockViolations,
      bad('services/programme/src/a.ts', 'const now = Date.now();'),
    ],
  ])('is broken when %s, and nowhere in the tree', (_, violations, example) => {
    expect(violations(example)).toHaveLength(1);
    expect(violations(sources)).toEqual([]);
  });
});

const modules = [
  ...readdirSync(join(ROOT, 'services')).map((name) => [name, `services/${name}`] as const),
  ['analytics', 'analytics'] as const,
]
  .map(([name, home]) => [name, join(ROOT, home, `src/${name}.module.ts`)] as const)
  .filter(([, path]) => existsSync(path));

/** Every controller of the module that a file exports. */
function controllersIn(path: string): AnyController[] {
  const exported = Object.values(
    require(path) as Record<string, { for?(environment: unknown, pool?: unknown): object }>,
  );
  const module = exported.find((candidate) => typeof candidate.for === 'function');
  return controllersOf(module?.for?.({ SERVICE_URLS: {}, COUNCIL_NAME: '', ISSUER_URL: 'http://x' }) ?? {});
}

describe('routes', () => {
  it.each(modules)('of %s each declare a permission or that they are public', (_, path) => {
    const controllers = controllersIn(path);
    expect(controllers.length).toBeGreaterThan(1);
    expect(controllers.flatMap(undeclaredRoutes)).toEqual([]);
  });

  it('without a permission are found', () => {
    @Controller()
    class Careless {
      @Get('open')
      open() {}
      @Get('closed')
      @Can('portal:use')
      closed() {}
    }
    expect(undeclaredRoutes(Careless)).toEqual(['Careless.open (open)']);
  });
});

describe('what a route takes and answers', () => {
  /** Pages take forms as they come; the services behind them check what these say. */
  const apis = modules.filter(([service]) => service !== 'portal');

  it.each(apis)('has a schema in every controller of %s', (_, path) => {
    const controllers = controllersIn(path);
    expect(controllers.length).toBeGreaterThan(1);
    expect(controllers.flatMap(uncheckedRoutes)).toEqual([]);
  });

  it('without a schema is found, also where a name stands for none', () => {
    const { Misspelt } = contractsApi as unknown as { Misspelt: typeof Id };
    @Controller()
    class Trusting {
      @Post('all/:id')
      @Answers(Misspelt, 201)
      all(@Param('id', { schema: Misspelt }) _id: string, @Body() _body: object, @Query() _query: object) {}
      @Get('status')
      @Answers(Id, 201)
      otherStatus() {}
      @Post('checked/:id')
      @Answers(Id, 201)
      checked(@Param('id', { schema: Id }) _id: string, @Body({ schema: Id }) _body: object) {}
    }
    expect(uncheckedRoutes(Trusting).sort()).toEqual([
      'Trusting.all (all/:id): answer 201',
      'Trusting.all (all/:id): body',
      'Trusting.all (all/:id): param id',
      'Trusting.all (all/:id): query',
      'Trusting.otherStatus (status): answer 200',
    ]);
  });
});

describe('listeners', () => {
  it.each(modules)('in %s hear only events that name them', (service, path) => {
    expect(controllersIn(path).flatMap((controller) => forbiddenListening(service, controller))).toEqual([]);
  });

  it('are found at all', () => {
    const heard = modules.flatMap(([, path]) => controllersIn(path).flatMap(eventsHeardBy));
    expect(heard).toContain(tenderPublished.type);
    expect(new Set(heard).size).toBeGreaterThan(30);
  });

  it('that are on no list are found', () => {
    @Controller()
    class Curious {
      @On(bidPriceOpened)
      async peek() {}
    }
    expect(forbiddenListening('capacity-building', Curious)).toEqual([
      `Curious.peek listens to ${bidPriceOpened.type}`,
    ]);
    expect(forbiddenListening('evaluation', Curious)).toEqual([]);
  });
});

describe('generated files', () => {
  const wanted = new Map([
    ['a.json', 'new'],
    ['b.json', 'same'],
    ['c.json', 'missing'],
  ]);
  const kept = new Map([
    ['a.json', 'old'],
    ['b.json', 'same'],
    ['gone.json', 'left over'],
  ]);

  it('that are stale, missing or left over are found', () => {
    expect(staleFiles(wanted, (path) => kept.get(path), [...kept.keys()])).toEqual({
      stale: ['a.json', 'c.json'],
      orphans: ['gone.json'],
    });
  });
});
