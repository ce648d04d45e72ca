import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clientSecrets, COUNCIL_SYSTEMS, SERVICES } from './clients';
import { askToken, identityOnTrial, type IdentityOnTrial, send, verified } from './identity-on-trial';
import { PEOPLE, personCalled } from './people';

let identity: IdentityOnTrial;
beforeAll(async () => {
  identity = await identityOnTrial();
});
afterAll(() => identity.stop());

describe('systems', () => {
  it.each(SERVICES)('%s proves itself with its own secret and gets its own scope', async (name) => {
    const answer = await askToken(identity.url, name, await identity.secretOf(name), {
      grant_type: 'client_credentials',
      scope: `service:${name}`,
    });
    expect(answer.status).toBe(200);
    expect(answer.body['expires_in']).toBe(3600);
    const payload = await verified(answer.body['access_token'], identity.url);
    expect(payload).toMatchObject({ client_id: name, scope: `service:${name}` });
    expect(payload['roles']).toBeUndefined();
  });

  it('does not give a service the scope of another one', async () => {
    const form = { grant_type: 'client_credentials', scope: 'service:tendering' };
    const answer = await askToken(
      identity.url,
      'notifications',
      await identity.secretOf('notifications'),
      form,
    );
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_scope' } });
  });

  it('refuses the secret of another client', async () => {
    const answer = await askToken(identity.url, 'tendering', await identity.secretOf('evaluation'), {
      grant_type: 'client_credentials',
    });
    expect(answer).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
  });

  it.each(Object.entries(COUNCIL_SYSTEMS))('gives %s the scopes that it is for', async (name, scopes) => {
    const form = { grant_type: 'client_credentials', scope: scopes.join(' ') };
    const answer = await askToken(identity.url, name, await identity.secretOf(name), form);
    expect(await verified(answer.body['access_token'], identity.url)).toMatchObject({
      ...{ client_id: name, scope: scopes.join(' ') },
    });
  });

  it('does not give a council system the scope of another one', async () => {
    const form = { grant_type: 'client_credentials', scope: 'training:coordinate' };
    const secret = await identity.secretOf('council-finance');
    expect(await askToken(identity.url, 'council-finance', secret, form)).toMatchObject({
      ...{ status: 400, body: { error: 'invalid_scope' } },
    });
  });

  it('gives no token for another audience than the product', async () => {
    const form = {
      grant_type: 'client_credentials',
      scope: 'service:tendering',
      resource: 'urn:something-else',
    };
    const answer = await askToken(identity.url, 'tendering', await identity.secretOf('tendering'), form);
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_target' } });
  });

  it('gives a client that is new its secret and leaves the others as they were', async () => {
    const file = join(identity.dir, 'older.json');
    await writeFile(file, JSON.stringify({ tendering: 'kept' }));
    const secrets = await clientSecrets(file);
    expect(secrets['tendering']).toBe('kept');
    expect(secrets['analytics']).toHaveLength(43);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(secrets);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });
});

describe('what a development machine has besides', () => {
  it.each(PEOPLE.map(({ key }) => key))('gives a token of %s without a browser', async (key) => {
    const answer = await send('POST', `${identity.url}/dev/tokens`, { person: key });
    const { id, name, email, roles } = personCalled(key)!;
    expect(answer).toMatchObject({ status: 200, body: { expires_in: 3600 } });
    const payload = await verified(answer.body['access_token'], identity.url);
    expect(payload).toMatchObject({ sub: id, name, email, client_id: 'portal' });
    expect(payload['roles'] ?? []).toEqual(roles);
    expect(payload.exp! - payload.iat!).toBe(3600);
  });

  it('names the people there are when asked for another', async () => {
    const answer = await send('POST', `${identity.url}/dev/tokens`, { person: 'mallory' });
    expect(answer.status).toBe(404);
    expect(answer.body['error']).toContain('anna-commissioner');
    expect((await send('POST', `${identity.url}/dev/tokens`, { persona: 'anna-commissioner' })).status).toBe(
      400,
    );
  });

  it('takes orders only in a type that another site cannot send unasked', async () => {
    const response = await fetch(`${identity.url}/dev/tokens`, {
      method: 'POST',
      body: '{"person":"anna-commissioner"}',
    });
    expect(response.status).toBe(415);
  });

  it('moves the clock that all processes share', async () => {
    const read = async () => (await fetch(`${identity.url}/dev/clock`)).json();
    expect(await read()).toEqual({ offsetMs: 0 });
    expect((await send('PUT', `${identity.url}/dev/clock`, { offsetMs: 86_400_000 })).status).toBe(200);
    expect(JSON.parse(await readFile(identity.env['CLOCK_FILE']!, 'utf8'))).toEqual({ offsetMs: 86_400_000 });
    expect(await read()).toEqual({ offsetMs: 86_400_000 });
    for (const offsetMs of ['tomorrow', 1.5, 1e15, null]) {
      expect((await send('PUT', `${identity.url}/dev/clock`, { offsetMs })).status).toBe(400);
    }
    expect(await read()).toEqual({ offsetMs: 86_400_000 });
    await rm(identity.env['CLOCK_FILE']!);
  });

  it('is alive', async () => {
    expect((await fetch(`${identity.url}/livez`)).status).toBe(200);
  });
});
