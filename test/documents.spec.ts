import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';

const ROOT = join(__dirname, '..');
const read = (path: string) => JSON.parse(readFileSync(join(ROOT, path), 'utf8')) as Record<string, unknown>;
const homes = [...readdirSync(join(ROOT, 'services')).map((name) => `services/${name}`), 'analytics'].filter(
  (home) => existsSync(join(ROOT, home, 'openapi.json')),
);

describe('the OpenAPI document', () => {
  const validate = async (document: object) => {
    const { Validator } = await import('@seriousme/openapi-schema-validator');
    return new Validator().validate(structuredClone(document) as Record<string, unknown>);
  };

  it('exists for every service with an API', () => {
    expect(homes).toHaveLength(9);
  });

  it.each(homes)('of %s is valid OpenAPI 3.1', async (home) => {
    const document = read(`${home}/openapi.json`);
    expect(document['openapi']).toMatch(/^3\.1\./);
    expect(await validate(document)).toMatchObject({ valid: true });
  });

  it('says of each route whether it is public and which scope of a system opens it', () => {
    const { paths } = read('services/capacity-building/openapi.json') as {
      paths: Record<string, Record<string, { security: unknown[] }>>;
    };
    const at = (path: string, verb: string) => paths[`/api/capacity-building/v1/${path}`]?.[verb]?.security;
    expect(at('courses', 'get')).toEqual([{}, { bearer: [] }]);
    expect(at('bookings', 'post')).toEqual([{ bearer: [] }, { system: ['training:coordinate'] }]);
    expect(at('reach', 'get')).toEqual([
      { bearer: [] },
      { system: ['training:coordinate'] },
      { system: ['training:export'] },
    ]);
    expect(at('readiness/{organisationId}', 'get')).toEqual([{ bearer: [] }]);
    expect(at('adjustment-board', 'get')).toEqual([{ bearer: [] }]);
  });

  it('that is broken is found', async () => {
    const document = {
      ...read('services/programme/openapi.json'),
      paths: { '/x': { get: { responses: 'none' } } },
    };
    expect((await validate(document)).valid).toBe(false);
  });
});

describe('the AsyncAPI document', () => {
  const validator = async () => {
    const { default: specs } = await import('@asyncapi/specs');
    const { schemas } = specs as unknown as { schemas: Record<string, object> };
    // The bundled schema brings its own copy of draft 7.
    const ajv = new Ajv({
      strict: false,
      allErrors: true,
      meta: false,
      validateSchema: false,
      validateFormats: false,
    });
    return ajv.compile(schemas['3.0.0'] as object);
  };
  const document = read('libs/schemas/contracts/asyncapi.json');

  it('is valid AsyncAPI 3', async () => {
    const valid = await validator();
    expect(valid(document) ? [] : valid.errors).toEqual([]);
  });

  it('that is broken is found', async () => {
    const valid = await validator();
    expect(valid({ ...document, channels: 'none' })).toBe(false);
  });
});
