import { Client } from 'pg';
import { needsDataPublished } from '@commissioning/schemas';
import { serviceCredential, staff, startTestService, type TestService } from '@commissioning/testing';
import { AnalyticsModule } from '../analytics.module';
import type { AnalyticsConfig } from '../config';
import { towerHamlets2021 } from './tower-hamlets-2021';

const priya = staff('priya', 'programme-manager');

jest.setTimeout(60_000);

describe('needs data', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startTestService({
      service: 'analytics',
      module: (environment) => AnalyticsModule.for(environment as AnalyticsConfig),
      environment: { DATA_DIR: '/nowhere' },
    });
  });
  afterAll(() => service.close());

  const publish = (change: Partial<typeof towerHamlets2021> = {}, as = priya) =>
    service.request('POST', '/v1/needs/versions', { as, body: { ...towerHamlets2021, ...change } });

  it('is not there before anything was published', async () => {
    expect((await service.request('GET', '/v1/needs')).status).toBe(404);
  });

  it('is published whole, told once, and read by everybody without an account', async () => {
    const { status, body } = await publish();
    expect([status, body.areas, body.number]).toEqual([201, 21, 1]);
    const told = (await service.emitted()).filter(({ type }) => type === needsDataPublished.type);
    expect(told).toEqual([
      expect.objectContaining({
        subject: body.versionId,
        fact: expect.objectContaining({ title: towerHamlets2021.title }),
      }),
    ]);
    const { body: shown } = await service.request('GET', '/v1/needs');
    expect(shown.wards).toHaveLength(20);
    expect(shown).toMatchObject({ versionId: body.versionId, licence: 'Open Government Licence v3.0' });
    const csv = await service.request('GET', '/v1/needs/figures.csv');
    expect(csv.body).toBe(towerHamlets2021.csv);
    expect(csv.headers['content-type']).toContain('text/csv');
  });

  it('is the baseline with borough totals that are the official ones, not sums over best-fit wards', async () => {
    const { body } = await service.request('GET', '/v1/needs/baseline', {
      as: serviceCredential('equality-analysis'),
    });
    expect(body.wards.find((ward: any) => ward.ward === 'E05009328')).toEqual({
      ...{ ward: 'E05009328', name: 'Poplar', residents: 8073, households: 2861, deprivedHouseholds: 1781 },
      deprivationScore: 40.093,
    });
    expect(body.groups).toContainEqual({
      ...{ characteristic: 'disability', category: 'Disabled under the Equality Act' },
      ...{ residents: 40_118, denominator: 310_310 },
    });
    expect(body.byWard).toContainEqual({
      ...{ ward: 'E05009328', characteristic: 'disability', category: 'Disabled under the Equality Act' },
      ...{ residents: 865, denominator: 6643 },
    });
  });

  it('is not the baseline of somebody who has no business with it', async () => {
    expect((await service.request('GET', '/v1/needs/baseline')).status).toBe(401);
    const tendering = serviceCredential('tendering');
    expect((await service.request('GET', '/v1/needs/baseline', { as: tendering })).status).toBe(403);
  });

  it('is previewed with its errors by row and column, and not published while there is one', async () => {
    const csv = towerHamlets2021.csv.replace('21089,21089', '21089,nobody');
    const preview = await service.request('POST', '/v1/needs/previews', { as: priya, body: { csv } });
    expect(preview.body).toMatchObject({ rows: 221, errors: [{ row: 2, column: 'denominator' }] });
    const refused = await publish({ csv });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'invalid-input', errors: [{ pointer: '/csv/2/denominator' }] },
    });
    expect((await service.request('GET', '/v1/needs/versions')).body.items).toHaveLength(1);
  });

  it('keeps every version, and two published at the same moment get two numbers', async () => {
    const [one, other] = await Promise.all([publish({ title: 'Again' }), publish({ title: 'And again' })]);
    expect([one.body.number, other.body.number].sort()).toEqual([2, 3]);
    const { body } = await service.request('GET', '/v1/needs/versions');
    expect(body.items.map((version: any) => [version.number, version.areas, version.figures])).toEqual([
      [3, 21, 221],
      [2, 21, 221],
      [1, 21, 221],
    ]);
    const first = body.items[2].versionId;
    expect((await service.request('GET', `/v1/needs/versions/${first}`)).body.title).toBe(
      towerHamlets2021.title,
    );
  });

  it('is never changed afterwards, not even in the database', async () => {
    const client = new Client({ connectionString: service.databaseUrl });
    await client.connect();
    await expect(client.query('UPDATE needs_figure SET value = 0')).rejects.toThrow('never changed');
    await expect(client.query('DELETE FROM needs_version')).rejects.toThrow('never changed');
    await client.end();
  });

  it('is published by programme managers alone', async () => {
    expect((await publish({}, staff('carl', 'commissioner'))).status).toBe(403);
  });
});
