import { type ChildProcessByStdio, execFileSync, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { stat, symlink } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { CannotStart } from '../cannot-start';
import { identityConfig } from './config';
import { identityOnTrial, type IdentityOnTrial, send, verified } from './identity-on-trial';
import { startIdentity } from './server';

jest.setTimeout(60_000);

let identity: IdentityOnTrial;
beforeAll(async () => {
  identity = await identityOnTrial();
});
afterAll(() => identity.stop());

describe('starting', () => {
  it('is refused in production', () => {
    expect(() => identityConfig({ ...identity.env, NODE_ENV: 'production' })).toThrow(CannotStart);
    expect(() => identityConfig({ ...identity.env, NODE_ENV: 'production' })).toThrow(
      'lets anybody be anybody',
    );
    expect(() => identityConfig({ ...identity.env, NODE_ENV: 'development' })).not.toThrow();
  });

  it('names the setting that is missing', () => {
    expect(() => identityConfig({ ...identity.env, PORTAL_URL: undefined })).toThrow('PORTAL_URL');
  });

  it('names the port that another program holds', async () => {
    await using other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(startIdentity(identityConfig({ ...identity.env, PORT: String(port) }))).rejects.toThrow(
      `Port ${port} is in use`,
    );
  });

  it('signs with the keys of the first start, so a token outlives a restart', async () => {
    const restarting = { ...identity.env, KEYS_DIR: join(identity.dir, 'restart') };
    const first = await startIdentity(identityConfig(restarting));
    const held = await send('POST', `${first.url}/dev/tokens`, { person: 'anna-commissioner' });
    await first.stop();

    const second = await startIdentity(identityConfig({ ...restarting, PORT: new URL(first.url).port }));
    const payload = await verified(held.body['access_token'], second.url).finally(() => second.stop());
    expect(payload).toMatchObject({ name: 'Anna Kowalska' });
  });

  it('keeps the keys to itself and publishes their public halves alone', async () => {
    expect((await stat(join(identity.dir, 'keys', 'signing-keys.json'))).mode & 0o777).toBe(0o600);
    const { keys } = (await (await fetch(`${identity.url}/jwks`)).json()) as {
      keys: Record<string, string>[];
    };
    expect(keys.map(({ alg }) => alg).sort()).toEqual(['ES256', 'RS256']);
    for (const key of keys) expect(Object.keys(key)).not.toContain('d');
  });
});

describe('the process', () => {
  const root = join(__dirname, '../../..');
  let main: string;

  beforeAll(async () => {
    const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
    execFileSync(process.execPath, [swc, 'deploy/local', '--out-dir', join(identity.dir, 'built')], {
      cwd: root,
    });
    await symlink(join(root, 'node_modules'), join(identity.dir, 'built', 'node_modules'));
    main = join(identity.dir, 'built/deploy/local/identity/main.js');
  });

  /** With a line to whoever started it, as the launcher has one. */
  const run = (more: Record<string, string>) => {
    const stdio: StdioOptions = ['ignore', 'pipe', 'pipe', 'ipc'];
    const child = spawn(process.execPath, [main], { env: { ...identity.env, ...more }, stdio });
    return child as ChildProcessByStdio<null, Readable, Readable>;
  };

  it('ends with a sentence and a failure in production', async () => {
    const child = run({ NODE_ENV: 'production' });
    const said = child.stderr.setEncoding('utf8').toArray();
    expect(await once(child, 'close')).toEqual([1, null]);
    expect((await said).join('')).toMatch(/^The development identity provider lets anybody be anybody/);
  });

  it('names its address, answers there, and ends when it is asked to', async () => {
    const child = run({});
    let said = '';
    for await (const text of child.stdout.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
      said += text as string;
      if (said.includes('\n')) break;
    }
    const url = /http:\S+/.exec(said)![0];
    expect((await fetch(`${url}/livez`)).status).toBe(200);
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
