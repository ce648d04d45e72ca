import { type OutgoingRecord, RecordRefused } from '../broker';
import { PublishQueue } from './publish-queue';

const aRecord = (key: string, bytes = 1): OutgoingRecord => ({
  topic: 't',
  key,
  value: Buffer.alloc(bytes),
  headers: {},
});
const keysOf = (loads: readonly (readonly OutgoingRecord[])[]) =>
  loads.map((load) => load.map((one) => one.key).join(''));

/** A broker whose answers the test gives. */
function aBroker(limits = { records: 4, bytes: 10_000 }) {
  const loads: (readonly OutgoingRecord[])[] = [];
  const answers: PromiseWithResolvers<void>[] = [];
  const queue = new PublishQueue((records) => {
    loads.push(records);
    answers.push(Promise.withResolvers());
    return answers.at(-1)!.promise;
  }, limits);
  const next = () => new Promise((resolve) => setImmediate(resolve));
  const answer = async (error?: Error) => {
    const last = answers.at(-1)!;
    if (error) last.reject(error);
    else last.resolve();
    await next();
  };
  return { queue, loads, answer };
}

it('joins what waits while a send is in flight, in the order of the calls', async () => {
  const { queue, loads, answer } = aBroker();
  const calls = ['a', 'b', 'c'].map((key) => queue.publish([aRecord(key)]));
  expect(keysOf(loads)).toEqual(['a']);
  await answer();
  expect(keysOf(loads)).toEqual(['a', 'bc']);
  await answer();
  await Promise.all(calls);
});

it('sends a large call in several loads and resolves after the last', async () => {
  const { queue, loads, answer } = aBroker();
  let isDone = false;
  const call = queue.publish([...'abcdef'].map((key) => aRecord(key))).then(() => (isDone = true));
  await answer();
  expect([keysOf(loads), isDone]).toEqual([['abcd', 'ef'], false]);
  await answer();
  await call;
});

it('bounds a load by bytes as well, and sends what is larger alone', async () => {
  const { queue, loads, answer } = aBroker({ records: 10, bytes: 1_000 });
  const call = queue.publish([aRecord('a', 600), aRecord('b', 600), aRecord('c', 5_000), aRecord('d')]);
  for (let load = 0; load < 4; load += 1) await answer();
  await call;
  expect(keysOf(loads)).toEqual(['a', 'b', 'c', 'd']);
});

it('rejects all who were in a failed send, and goes on with the others', async () => {
  const { queue, loads, answer } = aBroker();
  const [first, second] = [queue.publish([aRecord('a')]), queue.publish([aRecord('b')])];
  const failed = expect(first).rejects.toThrow('away');
  await answer(new Error('away'));
  await failed;
  await answer();
  await second;
  expect(keysOf(loads)).toEqual(['a', 'b']);
});

it('lets only the caller whose record is refused know, with its own index', async () => {
  const { queue, loads, answer } = aBroker();
  const calls = [['a'], ['b', 'x'], ['c']].map((keys) => queue.publish(keys.map((key) => aRecord(key))));
  const outcomes = Promise.allSettled(calls);
  await answer();
  await answer(new RecordRefused(1, 'too large'));
  await answer(new RecordRefused(1, 'too large'));
  await answer();
  expect(keysOf(loads)).toEqual(['a', 'bxc', 'bx', 'c']);
  const [one, two, three] = await outcomes;
  expect([one!.status, two!.status, three!.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((two as PromiseRejectedResult).reason).toMatchObject({ index: 1 });
});

it('counts the index from the beginning of a call that went out in several loads', async () => {
  const { queue, answer } = aBroker();
  const call = queue.publish([...'abcdef'].map((key) => aRecord(key)));
  const refused = expect(call).rejects.toMatchObject({ index: 5 });
  await answer();
  await answer(new RecordRefused(1, 'too large'));
  await refused;
});

it('takes nothing more once closed, and gives up what a silent broker holds', async () => {
  const { queue } = aBroker();
  const waiting = expect(queue.publish([aRecord('a')])).rejects.toThrow('stopped before');
  await queue.close(10);
  await waiting;
  await expect(queue.publish([aRecord('b')])).rejects.toThrow('was stopped');
});
