import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Broker, openBroker } from '@commissioning/messaging';
import { organisationRegistered } from '@commissioning/schemas';
import { databaseOf, emptyDatabase, type TestDatabase } from '@commissioning/testing';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { tellRunning } from '../local/running';
import { operate } from './events';

describe('npm run events -- rebuild', () => {
  const services = ['capacity-building', 'contracts', 'notifications'];
  const databases = new Map<string, TestDatabase>();
  let dir: string;
  let bus: TestDatabase;
  let broker: Broker;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rebuild-'));
    bus = await emptyDatabase();
    for (const service of services) databases.set(service, await databaseOf(service));
    await tellRunning(dir, {
      ...{ pid: process.pid, brokerUrl: bus.url, dataDir: dir },
      databases: Object.fromEntries([...databases].map(([service, { url }]) => [service, url])),
    });
    broker = openBroker(bus.url, 'test', () => undefined);
    await broker.start();
    await broker.ensureTopics([{ name: organisationRegistered.topic, partitions: 2 }]);
    const fact = organisationRegistered.examples.golden;
    const headers = {
      ...{ ce_specversion: '1.0', ce_id: uuidv7(), ce_type: organisationRegistered.type, ce_sequence: '1' },
      ...{ ce_source: '/services/organisations', ce_subject: fact.organisationId },
      ...{ ce_time: '2026-11-02T10:00:00Z', ce_dataclassification: organisationRegistered.classification },
    };
    const value = Buffer.from(JSON.stringify(fact));
    await broker.publish([{ topic: organisationRegistered.topic, key: fact.organisationId, value, headers }]);
  });
  afterAll(async () => {
    await broker.stop();
    await Promise.all([bus, ...databases.values()].map((database) => database.drop()));
    await rm(dir, { recursive: true });
  });

  it.each(services)('makes the register of %s from the log, on record', async (service) => {
    const out: string[] = [];
    const complaints: string[] = [];
    const code = await operate(
      ['rebuild', service, 'register', '--reason', 'Names were wrong', '--dir', dir, '--as', 'quentin'],
      (line) => out.push(line),
      (line) => complaints.push(line),
    );
    expect({ code, complaints }).toEqual({ code: 0, complaints: [] });
    expect(out).toEqual([`${service} register: made again from 1 event; this copy serves now.`]);

    const client = new Client({ connectionString: databases.get(service)!.url });
    await client.connect();
    const names = await client.query('SELECT name FROM organisation');
    const audit = await client.query('SELECT aggregate_id, action, actor_name, reason FROM audit.entry');
    await client.end();
    expect(names.rows).toEqual([{ name: organisationRegistered.examples.golden.name }]);
    expect(audit.rows).toEqual([
      {
        ...{ aggregate_id: `${service}.register`, action: 'rebuilt' },
        ...{ actor_name: 'quentin', reason: 'Names were wrong' },
      },
    ]);
  });
});
