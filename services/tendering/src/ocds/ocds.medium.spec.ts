import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  contractSigned,
  evaluationAwarded,
  evaluationSummariesIssued,
  type tenderingApi,
} from '@commissioning/schemas';
import { ROOT } from '@commissioning/testing';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import {
  AFTER_CLOSING,
  anna,
  kitchen,
  openTender,
  publishedTender,
  samira,
  startTendering,
  submittedBid,
  type Tendering,
} from '../../test/given';

const SCHEMAS = join(process.env['SHARED_DIR'] ?? join(ROOT, '../shared'), 'data/schemas/ocds-1.1.5');

/** The standard's own schemas. They are draft 4: what ajv would take for an id is put where it looks for it. */
function packageValidator(): ValidateFunction {
  if (!existsSync(SCHEMAS)) throw new Error(`The OCDS schemas are not at ${SCHEMAS}: set SHARED_DIR.`);
  const schema = (name: string) => {
    const { id, $schema: _, ...rest } = JSON.parse(readFileSync(join(SCHEMAS, name), 'utf8'));
    return { ...rest, $id: id };
  };
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema(schema('release-schema.json'));
  return ajv.compile(schema('release-package-schema.json'));
}

describe('the open data of a tender', () => {
  let service: Tendering;
  let tender: tenderingApi.Tender;
  const validate = packageValidator();
  const errorsOf = (body: unknown) => (validate(body) ? [] : validate.errors);
  const read = async () => (await service.request('GET', `/v1/opportunities/${tender.id}/ocds`)).body;

  beforeAll(async () => {
    service = await startTendering();
    tender = await publishedTender(service);
  });
  afterAll(() => service.close());

  it('is nobody’s while the tender is a draft', async () => {
    const none = '01920000-0000-7000-8000-00000000dead';
    expect((await service.request('GET', `/v1/opportunities/${none}/ocds`)).status).toBe(404);
  });

  it('meets OCDS 1.1.5 when it is published', async () => {
    const body = await read();
    expect(errorsOf(body)).toEqual([]);
    expect(body.releases[0]).toMatchObject({
      tag: ['tender'],
      tender: { status: 'active', value: { amount: 400_000 } },
    });
  });

  it('would be found out if it did not', async () => {
    const body = await read();
    const [{ ocid: _, ...release }] = body.releases;
    const wrong = { ...body, releases: [{ ...release, tag: ['invented'] }] };
    expect(
      errorsOf(wrong)
        ?.map(({ keyword }) => keyword)
        .sort(),
    ).toEqual(expect.arrayContaining(['enum', 'required']));
  });

  it('names the award and its supplier only once the notice is out', async () => {
    const { bidId } = await submittedBid(service, tender.id, kitchen, samira);
    service.clock.moveTo(AFTER_CLOSING);
    await openTender(service, tender.id);
    const {
      awards: [award],
    } = evaluationAwarded.examples.golden;
    await service.deliver(evaluationSummariesIssued, {
      ...{ evaluationId: tender.id, tenderId: tender.id, organisationIds: [kitchen] },
    });
    await service.deliver(evaluationAwarded, {
      ...evaluationAwarded.examples.golden,
      ...{ evaluationId: tender.id, tenderId: tender.id },
      awards: [{ ...award!, bidId, organisationId: kitchen }],
    });
    expect(JSON.stringify(await read())).not.toContain(kitchen);
    await service.request('POST', `/v1/tenders/${tender.id}/notices`, {
      ...{ as: anna, body: { kind: 'contract-award', reference: '2027/S 000-000001' } },
    });
    const body = await read();
    expect(errorsOf(body)).toEqual([]);
    expect(body.releases[0]).toMatchObject({
      tag: ['tender', 'award'],
      tender: { status: 'complete' },
      awards: [{ suppliers: [{ id: `organisation-${kitchen}` }] }],
    });
  });

  it('has a new release with the contract when it is signed', async () => {
    const before = (await read()).releases[0].id;
    await service.deliver(contractSigned, {
      ...contractSigned.examples.golden,
      ...{ tenderId: tender.id, organisationId: kitchen },
    });
    const body = await read();
    expect(errorsOf(body)).toEqual([]);
    expect(body.releases[0]).toMatchObject({
      tag: ['tender', 'award', 'contract'],
      contracts: [{ status: 'active' }],
    });
    expect(body.releases[0].id).not.toBe(before);
  });
});
