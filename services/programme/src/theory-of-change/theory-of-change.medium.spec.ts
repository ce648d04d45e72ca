import { staff, startTestService, type TestService } from '@commissioning/testing';
import { ProgrammeModule } from '../programme.module';

const priya = staff('priya', 'programme-manager');

describe('the theory of change of a programme', () => {
  let service: TestService;
  let path: string;

  beforeAll(async () => {
    service = await startTestService({
      service: 'programme',
      module: (environment) => ProgrammeModule.for(environment),
    });
    const body = { title: 'P', aim: 'A', startsOn: '2027-04-01', endsOn: '2031-03-31', budgetPence: 1 };
    const { id } = (await service.request('POST', '/v1/programmes', { as: priya, body })).body;
    path = `/v1/programmes/${id}/theory-of-change`;
  });
  afterAll(() => service.close());

  const save = (version: number, body: object) => service.request('PUT', path, { as: priya, version, body });
  const node = { key: 'advice', kind: 'activity', title: 'Advice sessions' };

  it('is an empty sheet first, is kept as a draft with what it lacks, and is not overwritten unseen', async () => {
    const blank = (await service.request('GET', path, { as: priya })).body;
    expect(blank).toMatchObject({ version: 0, isValid: false, nodes: [] });
    const saved = (await save(0, { nodes: [node], links: [] })).body;
    expect(saved).toMatchObject({ version: 1, isValid: false });
    expect(saved.findings).toContainEqual({
      code: 'orphan',
      node: 'advice',
      says: 'Advice sessions is linked to nothing.',
    });
    expect((await save(0, { nodes: [], links: [] })).status).toBe(412);
    expect((await service.request('GET', path, { as: priya })).body).toEqual(saved);
  });

  it('is refused when a link leads nowhere', async () => {
    const links = [{ from: 'advice', to: 'nowhere', strength: 'weak' }];
    expect((await save(1, { nodes: [node], links })).body).toMatchObject({ code: 'link-to-unknown-node' });
  });
});
