import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KafkaServer, startKafka } from '../../../../deploy/local/kafka';
import { aRecord, textsOf } from '../conformance/bench';
import { ask } from './client';
import { KafkaBroker } from './kafka-broker';

jest.setTimeout(120_000);

let dir: string;
let server: KafkaServer;
let broker: KafkaBroker;

const options = () => ({ brokers: server.brokers, clientId: 'spec', log: () => {} });

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kafka-'));
  server = await startKafka({ dir, log: () => {} });
  broker = new KafkaBroker(options());
  await broker.start();
});
afterAll(async () => {
  await broker.stop();
  await server.stop();
  await rm(dir, { recursive: true });
});

it('loses nothing after a send of which one partition was taken and another refused', async () => {
  await broker.ensureTopics([{ name: 'wide', partitions: 1 }]);
  await ask(options(), (admin) =>
    admin.createTopics({
      topics: [
        { topic: 'narrow', numPartitions: 1, configEntries: [{ name: 'max.message.bytes', value: '1000' }] },
      ],
    }),
  );
  const large = { ...aRecord('narrow', 'a', ''), value: Buffer.alloc(5_000) };
  await broker.publish([aRecord('wide', 'a', 'before')]);
  const mixed = broker.publish([large, aRecord('wide', 'a', 'beside'), aRecord('wide', 'a', 'next to it')]);
  await expect(mixed).rejects.toMatchObject({ name: 'RecordRefused', index: 0 });

  await broker.publish([aRecord('wide', 'a', 'after')]);
  await broker.publish([aRecord('wide', 'a', 'later')]);
  const texts = textsOf(await broker.read('wide', 0, 0n, 20));
  expect(texts.filter((text) => !['beside', 'next to it'].includes(text))).toEqual([
    'before',
    'after',
    'later',
  ]);
});

it('keeps the settings that an operator made when it changes the retention', async () => {
  await broker.ensureTopics([{ name: 'narrow', partitions: 1, retentionMs: 3_600_000 }]);
  const { resources } = await ask(options(), (admin) =>
    admin.describeConfigs({ includeSynonyms: false, resources: [{ type: 2, name: 'narrow' }] }),
  );
  const valueOf = (name: string) =>
    resources[0]!.configEntries.find((entry) => entry.configName === name)?.configValue;
  expect([valueOf('retention.ms'), valueOf('max.message.bytes')]).toEqual(['3600000', '1000']);
});
