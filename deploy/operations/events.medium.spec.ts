import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyAudit } from '@commissioning/audit';
import { writeToOutbox } from '@commissioning/messaging';
import { analysisScreeningCompleted } from '@commissioning/schemas';
import { until } from '@commissioning/testing';
import { v7 as uuidv7 } from 'uuid';
import { ConsumerBench } from '../../libs/messaging/src/conformance/consumer-bench';
import { findRunning, tellRunning } from '../local/running';
import { Deployment } from './deployment';
import { operate } from './events';

const EVENT = analysisScreeningCompleted;
const fact = () => ({ ...EVENT.examples.golden, analysisId: uuidv7() });

describe('npm run events', () => {
  let bench: ConsumerBench;
  let dir: string;
  let broken = true;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'operations-'));
    bench = await ConsumerBench.open([EVENT]);
    const effect = async () => {
      if (broken) throw new Error('The theme is not known here.');
    };
    await bench.listen([[EVENT, effect]]);
    await tellRunning(dir, {
      ...{ pid: process.pid, brokerUrl: bench.bus.url, dataDir: dir },
      databases: { programme: bench.database.url },
    });
  });
  afterAll(async () => {
    await bench.close();
    await rm(dir, { recursive: true });
  });

  const run = async (...args: string[]) => {
    const [out, complaints]: [string[], string[]] = [[], []];
    const code = await operate(
      [...args, '--dir', dir, '--as', 'quentin'],
      (line) => out.push(line),
      (line) => complaints.push(line),
    );
    return { code, out: out.join('\n'), complaints: complaints.join('\n') };
  };
  const json = async (...args: string[]) => {
    const { code, out, complaints } = await run(...args, '--json');
    expect([code, complaints]).toEqual([0, '']);
    return out === '' ? [] : out.split('\n').map((line) => JSON.parse(line));
  };
  const audit = () =>
    bench.sql.query('SELECT aggregate, aggregate_id, action, actor_name, reason FROM audit.entry');
  const buried = async () => {
    broken = true;
    const id = await bench.say(EVENT, fact(), 1);
    await until(async () => (await json('dead')).some(({ eventId }) => eventId === id), 'the dead letter');
    broken = false;
    return id;
  };

  it('lists a dead letter with its story and puts it back, on record', async () => {
    const id = await buried();
    const { out } = await run('dead', 'programme');
    expect(out).toMatch(`${id}  ${EVENT.type}  waiting`);
    expect(out).toMatch(`from       ${EVENT.topic}, partition 0, offset 0`);
    expect(out).toMatch('reason     Error: The theme is not known here.');
    expect(out).toMatch('1 waits. When the cause is mended: npm run events -- replay programme <event id>');

    const missing = await run('replay', 'programme', id);
    expect([missing.code, missing.complaints]).toEqual([1, expect.stringMatching('--reason')]);
    expect(await audit()).toEqual([]);

    expect((await run('replay', 'programme', id, '--reason', 'Theme repaired')).code).toBe(0);
    await until(async () => (await json('dead')).length === 0, 'the effect');
    expect((await json('dead', '--all'))[0]).toMatchObject({ eventId: id, state: 'handled' });
    expect(await audit()).toEqual([
      {
        ...{ aggregate: 'dead-letter', aggregate_id: id, action: 'replayed' },
        ...{ actor_name: 'quentin', reason: 'Theme repaired' },
      },
    ]);
    expect(await verifyAudit(bench.sql)).toEqual([]);
  });

  it('puts all that wait back at once', async () => {
    const ids = [await buried(), await buried()];
    const replayed = await json('replay', 'programme', '--all', '--reason', 'Both repaired');
    expect(replayed.map(({ eventId }) => eventId)).toEqual(ids);
    await until(async () => (await json('dead')).length === 0, 'the effects');
    expect(await json('replay', 'programme', '--all', '--reason', 'Again')).toEqual([]);
  });

  it('gives one up that can never be handled, on record', async () => {
    const id = await buried();
    expect((await run('skip', 'programme', id, '--reason', 'Theme withdrawn')).code).toBe(0);
    expect(await json('dead')).toEqual([]);
    const deeds = (await audit()).map(({ action, reason }) => [action, reason]);
    expect(deeds.at(-1)).toEqual(['given-up', 'Theme withdrawn']);
    expect((await run('skip', 'programme', id, '--reason', 'Again')).complaints).toMatch('No dead letter');
  });

  it('shows how far each group is behind', async () => {
    const [programme] = await json('lag');
    expect(programme).toMatchObject({ group: 'programme', lag: '0', dead: 0 });
    expect((await run('lag', 'programme')).out).toMatch(
      /programme +equality-analysis\.analysis +0 +\d+ +\d+ +0/,
    );
    const { out } = await run('lag');
    expect(out).toMatch(/programme +0 +\d+ +0 +0\n/);
    expect(out).toMatch('Everything that was said has been read.');
  });

  it('shows what waits in an outbox, releases what is parked and purges what is sent, on record', async () => {
    const id = await writeToOutbox(bench.sql, EVENT, fact(), '2026-11-02T10:00:00Z');
    await bench.sql.query(
      "UPDATE messaging.outbox SET parked_at = now(), parked_reason = 'too large' WHERE id = $1::uuid",
      [id],
    );
    expect((await json('outbox'))[0]).toMatchObject({ service: 'programme', unsent: 1, parked: 1 });
    expect((await run('outbox')).out).toMatch('reason: too large');
    expect((await run('outbox', 'release', 'programme', id, '--reason', 'Limit raised')).code).toBe(0);
    expect((await json('outbox'))[0]).toMatchObject({ unsent: 1, parked: 0, parkedEvents: [] });
    const again = await run('outbox', 'release', 'programme', id, '--reason', 'Limit raised');
    expect([again.code, again.complaints]).toEqual([1, expect.stringMatching(`No event ${id} is parked`)]);

    await bench.sql.query("UPDATE messaging.outbox SET published_at = now() - interval '4 hours'");
    const purge = ['outbox', 'purge', 'programme', '--reason', 'Room', '--older-than-hours'];
    expect(await json(...purge, '5')).toEqual([{ service: 'programme', purged: 0 }]);
    expect(await json(...purge, '3')).toEqual([{ service: 'programme', purged: 1 }]);
    const deeds = (await audit()).map(({ action, reason }) => [action, reason]);
    expect(deeds.slice(-3)).toEqual([
      ['released', 'Limit raised'],
      ['purged', 'Room'],
      ['purged', 'Room'],
    ]);
  });

  it('shows events as they pass by', async () => {
    const lines: any[] = [];
    const ended = operate(
      ['tail', EVENT.topic, '--last', '1', '--json', '--dir', dir],
      (line) => lines.push(JSON.parse(line)),
      (line) => lines.push(line),
    );
    await until(async () => lines.length === 1, 'the last event');
    const id = await bench.say(EVENT, fact(), 1);
    await until(async () => lines.length === 2, 'the new event');
    process.emit('SIGINT');
    expect(await ended).toBe(0);
    expect(lines[1]).toMatchObject({ id, topic: EVENT.topic, payload: { outcome: fact().outcome } });
  });

  it.each([
    [['skip', 'programme'], 'Say what: skip'],
    [['skip', 'programme', 'all', '--reason', 'x'], 'all is no id of an event'],
    [['replay', 'programme', '12', '--reason', 'x'], '12 is no id of an event'],
    [['outbox', 'release', 'programme', '12', '--reason', 'x'], '12 is no id of an event'],
    [['fly'], 'There is no command fly'],
    [['replay'], 'Say which group'],
    [['replay', 'programme', '--reason', 'x'], 'Give the id of one event, or --all'],
    [['replay', 'programme', uuidv7(), '--reason', 'x'], 'No dead letter of programme'],
    [['rebuild', 'analytics', 'figures', '--reason', 'x'], 'There is no projection figures of analytics'],
    [['outbox', 'nowhere'], 'There is no service nowhere'],
    [['tail', 'no.such'], 'There is no topic no.such'],
    [['lag', '--loud'], "Unknown option '--loud'"],
    [['tail', '--last', 'many'], '--last takes a whole number'],
  ])('answers %p with a sentence', async (args, sentence) => {
    const { code, out, complaints } = await run(...args);
    expect([code, out]).toEqual([1, '']);
    expect(complaints).toMatch(sentence);
    expect(complaints).not.toMatch(/\n +at /);
  });

  it.each([
    [{ BROKER_URL: 'postgresql://127.0.0.1:1/bus' }, 'give both BROKER_URL and DATABASE_URLS'],
    [{ BROKER_URL: 'postgresql://127.0.0.1:1/bus', DATABASE_URLS: '{"programme' }, 'the second as JSON'],
  ])('does not take what runs here for what %p names by half', async (environment, sentence) => {
    await expect(Deployment.find({ dir }, environment)).rejects.toThrow(sentence);
  });

  it('says that a database does not answer', async () => {
    const away = await mkdtemp(join(tmpdir(), 'away-'));
    await tellRunning(away, {
      ...{ pid: process.pid, brokerUrl: '', dataDir: away },
      databases: { programme: 'postgresql://127.0.0.1:1/programme' },
    });
    const complaints: string[] = [];
    const code = await operate(
      ['outbox', '--dir', away],
      () => undefined,
      (line) => complaints.push(line),
    );
    expect([code, complaints]).toEqual([1, ['The system does not answer; is it still running?']]);
    await rm(away, { recursive: true });
  });

  it('says that the bus does not answer, without waiting for ever and without its password', async () => {
    const elsewhere = {
      BROKER_URL: 'postgresql://bus:secret@127.0.0.1:1/bus',
      DATABASE_URLS: JSON.stringify({ programme: bench.database.url }),
    };
    await using deployment = await Deployment.find({}, elsewhere);
    const bus = deployment.bus();
    await expect(bus).rejects.toThrow('The bus at postgresql://127.0.0.1:1/bus does not answer');
    await expect(bus).rejects.not.toThrow('secret');
  }, 30_000);

  it('says what to do where nothing runs, also after a launcher that was killed', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'nothing-'));
    await expect(findRunning([elsewhere])).rejects.toThrow('Start it with npm start');
    const forget = await tellRunning(elsewhere, {
      ...{ pid: 4_194_305, brokerUrl: '', dataDir: '', databases: {} },
    });
    await expect(findRunning([elsewhere])).rejects.toThrow('Start it with npm start');
    await forget();
    await rm(elsewhere, { recursive: true });
  });
});
