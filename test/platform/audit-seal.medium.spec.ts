import { inspectAudit } from '@commissioning/audit';
import type { JobQueue } from '@commissioning/jobs';
import { type Broker } from '@commissioning/messaging';
import { AuditSeal, BROKER, JOBS, type PrismaLike, sealsTold, sqlOn, Store } from '@commissioning/service';
import { staff, startTestService, type TestService, until } from '@commissioning/testing';
import { ProgrammeModule } from '../../services/programme/src/programme.module';

const priya = staff('priya', 'programme-manager');
const body = { title: 'P', aim: 'A', startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 1 };

/** What every service does with its audit trail, shown on one of them. */
describe('the audit trail of a service', () => {
  let service: TestService;
  const lines: string[] = [];

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
      log: (line) => lines.push(line),
    });
  });
  afterAll(() => service.close());

  const db = () => service.app.get<Store<PrismaLike>>(Store).db;
  const told = () => sealsTold(service.app.get<Broker>(BROKER), 'programme');
  const report = async () => inspectAudit(sqlOn(db()), await told());
  const sweep = () => service.app.get(AuditSeal).sweep();
  const something = () => service.request('POST', '/v1/programmes', { as: priya, body });

  it('is sealed by itself, and the bus is told of each seal once', async () => {
    await something();
    await service.app.get<JobQueue>(JOBS).start();
    await until(async () => (await told()).length === 1, 'the first seal');
    await service.app.get<JobQueue>(JOBS).stop();
    await something();
    await sweep();
    await sweep();
    const { newestSeal, ...found } = await report();
    expect(found).toMatchObject({ seals: 2, unsealed: { entries: 0 }, breaks: [], sealBreaks: [] });
    expect(await told()).toEqual([expect.objectContaining({ number: 1 }), newestSeal]);
  });

  it('that lost its end, seals included, is noticed by the service itself and by whoever verifies', async () => {
    await sweep();
    expect(lines.filter((line) => line.includes('cut off'))).toEqual([]);
    for (const [table, which] of [
      ['audit.entry', 'position > (SELECT up_to FROM audit.seal WHERE number = 1)'],
      ['audit.seal', 'number = 2'],
    ]) {
      await db().$queryRawUnsafe(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await db().$queryRawUnsafe(`DELETE FROM ${table} WHERE ${which}`);
      await db().$queryRawUnsafe(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    }
    expect(await report()).toMatchObject({ breaks: [], sealBreaks: [{ seal: 2, problem: 'cut' }] });
    await sweep();
    expect(lines.filter((line) => line.includes('cut off'))).toHaveLength(1);

    // A seal of the same number in its place is not taken for it.
    await something();
    await sweep();
    expect(await report()).toMatchObject({ seals: 2, sealBreaks: [{ seal: 2, problem: 'another' }] });
    expect(lines.filter((line) => line.includes('cut off'))).toHaveLength(2);
  });
});
