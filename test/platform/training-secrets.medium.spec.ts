import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  may,
  PERMISSIONS,
  type Permission,
  ROLES,
  SYSTEM_SCOPES,
  type SystemScope,
} from '@commissioning/auth';
import { allEvents } from '@commissioning/schemas';
import { LOG, type Logger } from '@commissioning/service';
import { member, service, staff, system, type TestPerson } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { LetterSweep } from '../../services/capacity-building/src/letter/letter.sweep';
import { samira, startTrial, tom, type Trial, uma } from '../../services/capacity-building/test/given';

const SERVICES_HOME = join(__dirname, '../../services');

const SERVICES = [
  ...new Set(['portal', ...allEvents.flatMap((event) => [event.service, ...event.listeners])]),
];

const SCOPES = Object.keys(SYSTEM_SCOPES) as SystemScope[];

/** Words that stand in what is secret and nowhere else. */
const NEEDS = /zqneed|zqsupplier|zqanswer/;
const READINESS = /zqpolicy|we-do-this|"level":"(ready|nearly|not-yet)"/;
const SECRET = new RegExp(`${NEEDS.source}|${READINESS.source}`);

interface Route {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly body?: unknown;
}

describe('what somebody needs, and how ready an organisation is', () => {
  let trial: Trial;
  let routes: Route[];
  const logged: string[] = [];
  const handedOver: unknown[] = [];

  beforeAll(async () => {
    trial = await startTrial({ log: (line) => logged.push(line) });
    trial.service.peers.set('POST notifications /v1/messages', (message: unknown) => {
      handedOver.push(message);
      return { id: uuidv7(), key: 'taken' };
    });
    routes = everyRoute(await plant());
  });
  afterAll(() => trial.service.close());

  /** Somebody asked for something, it was answered, and the organisation said how it sees itself. */
  async function plant() {
    const organisationId = trial.organisationOf(samira);
    await trial.registered(organisationId);
    const courseId = await trial.course('safeguarding');
    const { id: sessionId } = await trial.session({ courseId });
    const { body: booking } = await trial.book(samira, sessionId, organisationId, 2, { names: ['Ayesha'] });
    const post = (path: string, as: TestPerson, body: object, version?: number) =>
      trial.service.request('POST', path, {
        ...{ as, body, version, headers: { 'idempotency-key': uuidv7() } },
      });
    const need = { bookingId: booking.id, kind: 'bsl', detail: 'zqneed' };
    const { body: asked } = await post('/v1/adjustments', samira, need);
    const said = { supplier: 'zqsupplier', answer: 'zqanswer' };
    const sourced = await post(`/v1/adjustments/${asked.id}/source`, tom, said, asked.version);
    expect(sourced.status).toBe(200);
    const put = (what: string, body: object) =>
      trial.service.request('PUT', `/v1/readiness/${organisationId}/${what}`, { as: samira, body });
    await put('self-assessment', { answers: [{ competency: 'safeguarding', rating: 'we-do-this' }] });
    const policy = { competency: 'safeguarding', title: 'zqpolicy', expiresOn: '2030-01-01' };
    expect((await put('policies', { policies: [policy] })).status).toBe(200);
    await trial.service.app.get(LetterSweep).tell();
    await trial.service.app.get(LetterSweep).remind();
    return {
      organisationId,
      courseId,
      sessionId,
      bookingId: booking.id as string,
      adjustmentId: asked.id as string,
    };
  }

  /** Every route of the committed document, with the ids of what was planted. */
  function everyRoute(ids: Awaited<ReturnType<typeof plant>>): Route[] {
    const document = JSON.parse(
      readFileSync(join(SERVICES_HOME, 'capacity-building/openapi.json'), 'utf8'),
    ) as {
      paths: Record<string, Record<string, unknown>>;
    };
    const query = new URLSearchParams({
      ...{ organisationId: ids.organisationId, courseId: ids.courseId, sessionId: ids.sessionId },
      ...{
        bookingId: ids.bookingId,
        from: '2026-01-01',
        to: '2027-12-31',
        capacity: '4',
        financialYear: '2026',
      },
    });
    return Object.entries(document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([verb, operation]) => {
        const method = verb.toUpperCase() as Route['method'];
        const asked = (operation as { parameters?: { name: string; in: string }[] }).parameters ?? [];
        const named = asked.filter((one) => one.in === 'query').map(({ name }) => name);
        const wanted = [...query].filter(([name]) => named.includes(name));
        const filled = path
          .replace('/api/capacity-building', '')
          .replace(/(bookings|sessions|courses|adjustments|readiness)\/\{\w+\}/, (_, kind: string) => {
            const known: Record<string, string> = {
              ...{ bookings: ids.bookingId, sessions: ids.sessionId, courses: ids.courseId },
              ...{ adjustments: ids.adjustmentId, readiness: ids.organisationId },
            };
            return `${kind}/${known[kind]}`;
          })
          .replace('{month}', '2026-12')
          .replace('{rule}', 'small')
          .replace('{reference}', 'CC-0000-0000-0000')
          .replace('{token}', 'A'.repeat(43))
          .replace(/\{\w+\}/, uuidv7());
        const search = wanted.length > 0 ? `?${new URLSearchParams(wanted)}` : '';
        return { method, path: `${filled}${search}`, ...(method !== 'GET' && { body: {} }) };
      }),
    );
  }

  const read = async (as: TestPerson | undefined, methods: readonly string[]) => {
    const answers: { route: string; status: number; text: string }[] = [];
    for (const { method, path, body } of routes.filter((route) => methods.includes(route.method))) {
      const { status, body: answer } = await trial.service.request(method, path, { as, body, version: 1 });
      answers.push({ route: `${method} ${path}`, status, text: JSON.stringify(answer) });
    }
    return answers;
  };
  const telling = (answers: { route: string; text: string }[], secret = SECRET) =>
    answers.filter(({ text }) => secret.test(text)).map(({ route }) => route.replace(/\?.*/, ''));

  it('is found by this very search where it may be read', async () => {
    const coordinator = telling(await read(tom, ['GET']));
    expect(coordinator).toContain('GET /v1/adjustment-board');
    expect(coordinator).toContain('GET /v1/readiness');
    expect(coordinator.some((route) => route.startsWith('GET /v1/readiness/'))).toBe(true);
    const asker = await read(samira, ['GET']);
    expect(telling(asker, NEEDS)).toEqual(['GET /v1/adjustments']);
    expect(telling(asker, READINESS)).toHaveLength(1);
    expect(routes.length).toBeGreaterThan(50);
    // The routes are reached with ids that exist, so that a refusal is one and not a stray 404.
    const answered = (await read(tom, ['GET'])).filter(({ status }) => status === 200);
    expect(answered.length).toBeGreaterThan(20);
  });

  it.each(ROLES.filter((role) => role !== 'training-coordinator'))(
    'is on no route that a %s can use, whatever they send',
    async (role) => {
      expect(telling(await read(staff(role, role), ['GET', 'POST', 'PUT']))).toEqual([]);
    },
  );

  it.each(ROLES.filter((role) => role !== 'training-coordinator'))(
    'is on no route that a %s can use who coordinates training as well',
    async (role) => {
      const both = staff(`both-${role}`, role, 'training-coordinator');
      expect(telling(await read(both, ['GET']))).toEqual([]);
    },
  );

  it.each(SERVICES)('is on no route that the %s service can use', async (name) => {
    expect(telling(await read(service(name), ['GET', 'POST', 'PUT']))).toEqual([]);
  });

  it.each([...SCOPES, SCOPES.join(' ')])(
    'is on no route that another system of the council can use with %s',
    async (scopes) => {
      const as = system('council-system', ...(scopes.split(' ') as SystemScope[]));
      expect(telling(await read(as, ['GET', 'POST', 'PUT']))).toEqual([]);
    },
  );

  it('is refused to a system that reads all else as a coordinator does', async () => {
    const answers = await read(system('council-training', ...SCOPES), ['GET']);
    const refused = answers.filter(({ status }) => status === 403).map(({ route }) => route.split(/[/?]/)[2]);
    expect(new Set(refused)).toEqual(
      new Set([
        'adjustments',
        'adjustment-board',
        'adjustment-warnings',
        'readiness',
        'bookings',
        'operations',
      ]),
    );
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(20);
  });

  it('is on no route for another organisation, and none for the public', async () => {
    for (const as of [uma, member('nobody'), undefined])
      expect(telling(await read(as, ['GET', 'POST', 'PUT']))).toEqual([]);
  });

  it('is on no route for a colleague, as far as it is what somebody else asked for', async () => {
    const wilma = member('wilma');
    const [{ organisation_id }] = (await trial.rows('SELECT organisation_id::text FROM booking LIMIT 1')) as [
      { organisation_id: string },
    ];
    trial.service.membershipOf(wilma, organisation_id);
    expect(telling(await read(wilma, ['GET']), NEEDS)).toEqual([]);
  });

  it('is behind permissions that no service and nobody of tendering or evaluation has', () => {
    const guarded = (Object.keys(PERMISSIONS) as Permission[]).filter((permission) =>
      /^adjustment:arrange/.test(permission),
    );
    expect(guarded).toHaveLength(1);
    const actors = [
      ...[...SERVICES.map((name) => `service:${name}`), ...SCOPES].map((scope) => ({
        ...{ kind: 'system' as const, roles: [], scopes: [scope] },
      })),
      ...ROLES.filter((role) => role !== 'training-coordinator').map((role) => ({
        ...{ kind: 'person' as const, roles: [role], scopes: [] },
      })),
    ];
    for (const permission of guarded)
      for (const actor of actors) expect(may({ id: 'a', name: 'A', ...actor }, permission)).toBe(false);
  });

  it('is in no event, and no event of training goes to tendering or evaluation', async () => {
    const said = JSON.stringify(await trial.service.emitted());
    expect(said).toContain('capacity-building.booking.confirmed.v1');
    expect(said).not.toMatch(SECRET);
    const ours = allEvents.filter((event) => event.service === 'capacity-building');
    expect(ours.length).toBeGreaterThan(5);
    for (const { listeners } of ours) {
      expect(listeners).not.toContain('tendering');
      expect(listeners).not.toContain('evaluation');
    }
  });

  it('is in its own tables and no other: not in the outbox, the trail, kept answers or letters', async () => {
    const tables = await trial.rows<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
       WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const holding: string[] = [];
    for (const { name } of tables) {
      const rows = await trial.rows<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
      if (rows.some(({ row }) => SECRET.test(row))) holding.push(name);
    }
    expect(holding.sort()).toEqual(['public.adjustment_need', 'public.policy', 'public.self_rating']);
    const kept = await trial.rows('SELECT 1 FROM service.answered_request');
    expect(kept.length).toBeGreaterThan(0);
  });

  it('is in no letter', () => {
    expect(handedOver.length).toBeGreaterThan(0);
    expect(JSON.stringify(handedOver)).not.toMatch(SECRET);
  });

  it('is in no line of the log, at its most talkative', async () => {
    trial.service.app.get<Logger>(LOG).info('zqcontrol');
    expect(logged.join('')).toContain('zqcontrol');
    expect(logged.join('')).not.toMatch(SECRET);
  });

  it.each(['tendering', 'evaluation'])('has no place in the tables and routes of %s', (name) => {
    const home = join(SERVICES_HOME, name);
    for (const file of ['prisma/schema.prisma', 'openapi.json'])
      expect(readFileSync(join(home, file), 'utf8')).not.toMatch(/readiness|adjustment/i);
    const own = readFileSync(join(SERVICES_HOME, 'capacity-building/prisma/schema.prisma'), 'utf8');
    expect(own).toMatch(/adjustment/i);
  });
});
