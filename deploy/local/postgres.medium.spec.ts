import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connected } from './postgres-databases';
import { startPostgres, type PostgresOptions, type PostgresServer } from './postgres';

jest.setTimeout(120_000);

let home: string;
let lines: string[];
const running: PostgresServer[] = [];

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'postgres-spec-'));
  await chmod(home, 0o755);
  lines = [];
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  await rm(home, { recursive: true, force: true });
});

async function start(more: Partial<PostgresOptions> = {}): Promise<PostgresServer> {
  const server = await startPostgres({ dir: join(home, 'server'), log: (line) => lines.push(line), ...more });
  running.push(server);
  return server;
}

async function stop(server: PostgresServer): Promise<void> {
  running.splice(running.indexOf(server), 1);
  await server.stop();
}

async function query(url: string, sql: string): Promise<unknown[]> {
  await using client = await connected(url);
  return (await client.query(sql)).rows;
}

describe('our own server', () => {
  it('keeps data and connection strings from start to start', async () => {
    const first = await start();
    const url = await first.ensureDatabase('tendering', 'tendering');
    await query(url, "CREATE TABLE kept AS SELECT 'still here' AS word");
    await stop(first);

    const second = await start({ port: first.port });
    expect(await second.ensureDatabase('tendering', 'tendering')).toBe(url);
    expect(await query(url, 'SELECT word FROM kept')).toEqual([{ word: 'still here' }]);
    expect(lines.filter((line) => line.includes('empty server'))).toHaveLength(1);
  });

  it('loses nothing that was committed when it is killed, and starts over the lock that stays behind', async () => {
    const first = await start();
    await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS number');
    process.kill(first.pid!, 'SIGKILL');
    expect(await first.ended).toBe('SIGKILL');

    const second = await start();
    expect(await query(second.adminUrl, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
  });

  it('waits for the connections of a killed server to finish before it touches their data', async () => {
    const first = await start();
    let finished = false;
    const busy = "DO $$ BEGIN WHILE clock_timestamp() < now() + '2 s' LOOP END LOOP; END $$";
    const work = query(first.adminUrl, busy).finally(() => (finished = true));
    await pause(200);
    process.kill(first.pid!, 'SIGKILL');
    await first.ended;
    expect(finished).toBe(false);

    await start();
    expect(finished).toBe(true);
    await work;
  });

  it('takes a lock that names another program for what it is', async () => {
    const first = await start();
    await stop(first);
    const lock = join(home, 'server', 'data', 'postmaster.pid');
    await writeFile(lock, `${process.pid}\n`);

    await expect(start()).resolves.toMatchObject({ pid: expect.any(Number) });
  });

  it('ends the server of an owner that was killed', async () => {
    const left = await start();
    running.splice(0);
    await writeFile(join(home, 'server', 'owner'), `${process.pid}\nanother command`);

    const next = await start();
    expect(await left.ended).toBe('exit code 0');
    expect(next.pid).not.toBe(left.pid);
  });

  it('refuses a second owner while the first one lives', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`in use by process ${process.pid}. Stop that one first.`);
    expect(await query(first.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('flushes what it commits, serves this machine only, and has room for every service', async () => {
    const { adminUrl } = await start();
    const settings = [
      'fsync',
      'full_page_writes',
      'synchronous_commit',
      'listen_addresses',
      'max_connections',
    ];
    const rows = await query(
      adminUrl,
      `SELECT name, setting FROM pg_settings WHERE name IN ('${settings.join("','")}') ORDER BY name`,
    );
    expect(
      Object.fromEntries((rows as { name: string; setting: string }[]).map((r) => [r.name, r.setting])),
    ).toEqual({
      fsync: 'on',
      full_page_writes: 'on',
      synchronous_commit: 'on',
      listen_addresses: '127.0.0.1',
      max_connections: '300',
    });
  });

  it('keeps its password where only its owner can read it, and asks for it', async () => {
    const { port, adminUrl } = await start();
    expect((await stat(join(home, 'server', 'password'))).mode & 0o777).toBe(0o600);
    expect(adminUrl).not.toContain(await readFile(join(home, 'server', 'password'), 'utf8'));
    await expect(
      query(`postgresql://postgres:guess@127.0.0.1:${port}/postgres`, 'SELECT 1'),
    ).rejects.toMatchObject({
      code: '28P01',
    });
  });

  it('names the port that another program holds', async () => {
    await using other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(start({ port })).rejects.toThrow(`Port ${port} is in use by another program.`);
  });

  it('refuses data of another version, and data whose password is gone', async () => {
    const data = join(home, 'server', 'data');
    await mkdir(data, { recursive: true });
    await writeFile(join(data, 'PG_VERSION'), '15\n');
    await expect(start()).rejects.toThrow('password of the data');
    await writeFile(join(home, 'server', 'password'), 'anything');
    await expect(start()).rejects.toThrow('made by Postgres 15');
  });

  it('starts in a folder that is closed to other accounts, and afresh when that folder was deleted', async () => {
    await chmod(home, 0o700);
    const first = await start();
    await query(first.adminUrl, 'CREATE TABLE kept AS SELECT 7 AS number');
    await stop(first);
    const second = await start();
    expect(await query(second.adminUrl, 'SELECT number FROM kept')).toEqual([{ number: 7 }]);
    await stop(second);

    await rm(join(home, 'server'), { recursive: true });
    const third = await start({ durable: false });
    await expect(query(third.adminUrl, 'SELECT number FROM kept')).rejects.toMatchObject({ code: '42P01' });
  });

  it('leaves nothing behind when it was not durable', async () => {
    const server = await start({ durable: false });
    expect(await query(server.adminUrl, 'SHOW fsync')).toEqual([{ fsync: 'off' }]);
    await stop(server);
    await expect(stat(join(home, 'server'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('the databases of services', () => {
  it('lets a service into its own database and into no other', async () => {
    const server = await start({ durable: false });
    const tendering = await server.ensureDatabase('tendering', 'tendering');
    const evaluation = await server.ensureDatabase('evaluation', 'evaluation');
    await query(evaluation, 'CREATE TABLE scores (mark int)');

    for (const database of ['evaluation', 'postgres', 'template1']) {
      const elsewhere = Object.assign(new URL(tendering), { pathname: `/${database}` }).href;
      await expect(query(elsewhere, 'SELECT 1')).rejects.toMatchObject({ code: '42501' });
    }
    expect(await query(tendering, 'SELECT current_user AS name')).toEqual([{ name: 'tendering' }]);
    const wrong = Object.assign(new URL(evaluation), { password: new URL(tendering).password }).href;
    await expect(query(wrong, 'SELECT 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('is made once, though several ask at the same moment', async () => {
    const server = await start({ durable: false });
    const urls = await Promise.all(
      Array.from({ length: 4 }, () => server.ensureDatabase('equality-analysis', 'equality-analysis')),
    );
    expect(new Set(urls).size).toBe(1);
    expect(await query(urls[0]!, 'SELECT current_database() AS name')).toEqual([
      { name: 'equality-analysis' },
    ]);
  });

  it('refuses a name that could break out of its quotes', async () => {
    const server = await start({ durable: false });
    await expect(server.ensureDatabase('a"; DROP DATABASE postgres; --', 'a')).rejects.toThrow('Not a name');
  });
});

describe('a server that exists', () => {
  it('is used instead, by a user who is not its superuser, and is not stopped', async () => {
    const council = await start({ durable: false });
    await query(council.adminUrl, "CREATE ROLE ours LOGIN CREATEDB CREATEROLE PASSWORD 'secret'");
    await query(council.adminUrl, 'GRANT CONNECT ON DATABASE postgres TO ours');
    const databaseUrl = `postgresql://ours:secret@127.0.0.1:${council.port}/postgres`;

    const server = await start({ dir: join(home, 'given'), databaseUrl });
    const url = await server.ensureDatabase('contracts', 'contracts');
    expect(await query(url, 'SELECT current_user AS name')).toEqual([{ name: 'contracts' }]);
    expect(server.pid).toBeUndefined();
    await stop(server);
    expect(await query(council.adminUrl, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });

  it('says which rights its user lacks', async () => {
    const council = await start({ durable: false });
    await query(council.adminUrl, "CREATE ROLE guest LOGIN PASSWORD 'secret'");
    await query(council.adminUrl, 'GRANT CONNECT ON DATABASE postgres TO guest');
    const databaseUrl = `postgresql://guest:secret@127.0.0.1:${council.port}/postgres`;
    const server = await start({ dir: join(home, 'given'), databaseUrl });
    await expect(server.ensureDatabase('contracts', 'contracts')).rejects.toThrow('CREATEDB, CREATEROLE');
  });

  it('is named when it does not answer', async () => {
    const databaseUrl = 'postgresql://ours:secret@127.0.0.1:1/postgres';
    await expect(start({ databaseUrl })).rejects.toThrow('DATABASE_URL points to 127.0.0.1:1');
  });
});
