import { z } from 'zod';
import { defineJob } from './job';
import { openJobQueue } from './open';

const loaded: string[] = [];
jest.mock('pg-boss', () => notHere('pg-boss'));
jest.mock('bullmq', () => notHere('bullmq'));
jest.mock('ioredis', () => notHere('ioredis'));
function notHere(client: string): never {
  loaded.push(client);
  throw new Error(`${client} was loaded`);
}

const log = { info: () => {}, warn: () => {}, error: () => {} };
const options = { connectionString: 'postgres://127.0.0.1:1/none', service: 'small', log };
const kind = defineJob('kind', z.strictObject({ n: z.int() }));

describe('a queue that is opened', () => {
  beforeEach(() => (loaded.length = 0));

  it('loads nothing before it starts, and then the client of its store alone', async () => {
    const onPostgres = openJobQueue(options);
    const onRedis = openJobQueue({ ...options, redisUrl: 'redis://127.0.0.1:1' });
    expect(loaded).toEqual([]);
    await expect(onPostgres.start()).rejects.toThrow('pg-boss was loaded');
    expect(loaded).toEqual(['pg-boss']);
    await expect(onRedis.start()).rejects.toThrow('bullmq was loaded');
    expect(loaded).toEqual(['pg-boss', 'bullmq']);
  });

  it('is refused a patience that its stores cannot keep', () => {
    expect(() => openJobQueue({ ...options, deadAfterSeconds: 9 })).toThrow(TypeError);
  });

  it('takes one handler per kind and one repetition per key', () => {
    const queue = openJobQueue(options);
    queue.work(kind, async () => {});
    expect(() => queue.work(kind, async () => {})).toThrow('two handlers');
    queue.repeat(kind, { everySeconds: 5 }, { n: 1 });
    expect(() => queue.repeat(kind, { everySeconds: 5 }, { n: 1 })).toThrow('repeats twice');
    queue.repeat(kind, { cron: '0 9 * * *' }, { n: 1 }, 'morning');
    expect(() => queue.repeat(kind, { everySeconds: 5 }, { n: 1 }, 'not a key')).toThrow(TypeError);
    expect(() => queue.repeat(kind, { everySeconds: 5 }, { n: 'one' as never }, 'other')).toThrow(z.ZodError);
  });

  it.each([{ concurrency: 0 }, { concurrency: 101 }, { rate: { max: 0, perSeconds: 1 } }])(
    'does not work as %j',
    (work) => expect(() => openJobQueue(options).work(kind, async () => {}, work)).toThrow(TypeError),
  );

  it('neither adds nor lists before it runs, and not after it was stopped', async () => {
    const queue = openJobQueue(options);
    await expect(queue.enqueue(kind, { n: 1 })).rejects.toThrow('not running (declared)');
    await queue.stop();
    await expect(queue.failed(kind)).rejects.toThrow('not running (stopped)');
    await expect(queue.start()).rejects.toThrow();
    expect(() => queue.work(kind, async () => {})).toThrow('before start');
  });
});
