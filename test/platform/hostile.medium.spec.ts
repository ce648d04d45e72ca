import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DynamicModule } from '@nestjs/common';
import { ROLES } from '@commissioning/auth';
import type { JobQueue } from '@commissioning/jobs';
import { folderOf, JOBS } from '@commissioning/service';
import {
  type Answer,
  service as system,
  staff,
  startTestService,
  type TestPerson,
  type TestService,
} from '@commissioning/testing';
import { ApiDocument, type Route } from './hostile/document';
import { type Hostile, hostileTo } from './hostile/requests';

jest.setTimeout(120_000);

const SERVICES = [
  ...['programme', 'organisations', 'capacity-building', 'tendering', 'evaluation'],
  ...['equality-analysis', 'contracts', 'notifications', 'analytics'],
];

/** Somebody with every role of the council: refused for what is sent, never for who sends it. */
const everything = staff('everything', ...ROLES);
const SYSTEMS = SERVICES.map(system);

interface ServiceModule {
  for(environment: unknown): DynamicModule;
}

/** What every service promises of requests that nobody should send: it says what is wrong and does not fall over. */
describe.each(SERVICES)('%s', (name) => {
  const document = new ApiDocument(name);
  const dataDir = mkdtempSync(join(tmpdir(), 'hostile-'));
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({
      service: name,
      module: (environment) =>
        moduleOf(name).for({
          ...environment,
          DATA_DIR: dataDir,
          ...{ LOCAL_KNOWLEDGE_CAP: 20, COUNCIL_NAME: 'Test Council' },
          ...{ COUNCIL_ID: 'GB-LAE-TST', OCID_PREFIX: 'ocds-000000' },
        }),
    });
    await service.app.get<JobQueue>(JOBS).start();
  });
  afterAll(async () => {
    await service?.app.get<JobQueue>(JOBS).stop();
    await service?.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const send = ({ method, path, body, headers }: Hostile, as?: TestPerson) =>
    service.request(method, path, { body, headers, ...(as && { as }) });

  /** Who may ask at all: staff, else the first system that is let in. */
  async function callerOf(plain: Hostile): Promise<TestPerson> {
    for (const person of [everything, ...SYSTEMS])
      if ((await send(plain, person)).status !== 403) return person;
    return everything;
  }

  it('answers every hostile request with a problem, never with a failure of its own', async () => {
    const faults: string[] = [];
    let [sent, refused] = [0, 0];
    for (const route of document.routes) {
      const [plain, ...others] = hostileTo(document, route) as [Hostile, ...Hostile[]];
      const caller = await callerOf(plain);
      for (const request of [plain, ...others]) {
        const answer = await send(request, caller);
        sent += 1;
        if (answer.status >= 400) refused += 1;
        faults.push(...faultsOf(answer).map((fault) => `${nameOf(route)} with ${request.what}: ${fault}`));
      }
    }
    expect(faults).toEqual([]);
    // The control: they are hostile, and there are many of them.
    expect(sent).toBeGreaterThan(document.routes.length * 5);
    expect(refused).toBeGreaterThan(sent / 2);
  });

  it('asks for a token where a route is not for everybody, and takes none that is not for it', async () => {
    const open: string[] = [];
    for (const route of document.routes) {
      const [plain] = hostileTo(document, route) as [Hostile];
      const forged = { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' };
      const answers = [await send(plain), await send({ ...plain, headers: { ...plain.headers, ...forged } })];
      for (const answer of answers) expect(faultsOf(answer)).toEqual([]);
      if (answers[0]?.status !== 401) open.push(nameOf(route));
      expect(answers[1]?.status).toBe(401);
    }
    expect(open.length).toBeLessThan(document.routes.length / 2);
  });
});

it('a failure, an answer without a code and one that tells of the inside would be found', () => {
  const headers = { 'content-type': 'application/problem+json; charset=utf-8' };
  expect(faultsOf({ status: 404, body: { code: 'not-found' }, headers })).toEqual([]);
  expect(faultsOf({ status: 500, body: { code: 'internal-error' }, headers })).toEqual([
    '500 internal-error',
  ]);
  expect(faultsOf({ status: 400, body: { error: 'Bad Request' }, headers: {} })).toHaveLength(2);
  const chatty = { code: 'bad-request', detail: 'PrismaClientKnownRequestError' };
  expect(faultsOf({ status: 400, body: chatty, headers })).toEqual(['tells of the inside']);
});

const nameOf = ({ method, path }: Route): string => `${method} ${path}`;

/** What is wrong with an answer, whatever was asked. */
function faultsOf({ status, body, headers }: Answer): string[] {
  if (status < 400) return [];
  const isProblem = String(headers['content-type']).startsWith('application/problem+json');
  return [
    ...(status >= 500 ? [`${status} ${body?.code}`] : []),
    ...(isProblem ? [] : [`${status} as ${String(headers['content-type'])}`]),
    ...(/^[a-z][a-z0-9-]+$/.test(body?.code ?? '') ? [] : [`no stable code: ${JSON.stringify(body)}`]),
    ...(/prisma|select |node_modules|\bat .*:\d+:\d+/i.test(JSON.stringify(body))
      ? ['tells of the inside']
      : []),
  ];
}

function moduleOf(name: string): ServiceModule {
  const path = join(__dirname, '../..', folderOf(name), `src/${name}.module`);
  const exported = Object.values(require(path) as Record<string, ServiceModule>);
  return exported.find((candidate) => typeof candidate.for === 'function') as ServiceModule;
}
