import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { allEvents } from '@commissioning/schemas';
import { BrokerEnvironment, kafkaAccess } from './broker-access';
import { topicsOf } from './topics';

const access = (environment: Record<string, string>) => kafkaAccess(BrokerEnvironment.parse(environment));
const dir = mkdtempSync(join(tmpdir(), 'broker-access-'));
const pem = join(dir, 'ca.pem');
const text = join(dir, 'ca.txt');
writeFileSync(pem, '-----BEGIN CERTIFICATE-----\n');
writeFileSync(text, 'see the other file');

describe('Kafka settings', () => {
  it('ask for nothing by default', () => {
    expect(access({})).toEqual({ settings: {} });
  });

  it('carry the password, the certificate and the times', () => {
    const given = access({
      KAFKA_SASL_MECHANISM: 'scram-sha-256',
      KAFKA_SASL_USERNAME: 'us',
      KAFKA_SASL_PASSWORD: 'secret',
      KAFKA_TLS_CA_FILE: pem,
      KAFKA_SESSION_TIMEOUT_MS: '30000',
    });
    expect(given.sasl).toEqual({ mechanism: 'scram-sha-256', username: 'us', password: 'secret' });
    expect(given.ssl).toEqual({ ca: '-----BEGIN CERTIFICATE-----\n' });
    expect(given.settings).toEqual({ sessionTimeoutMs: 30_000 });
  });

  it.each([
    ['a user without a password', { KAFKA_SASL_MECHANISM: 'plain', KAFKA_SASL_USERNAME: 'us' }, /together/],
    ['a certificate without its key', { KAFKA_TLS_CERT_FILE: pem }, /KAFKA_TLS_KEY_FILE together/],
    ['certificates while TLS is off', { KAFKA_TLS: 'off', KAFKA_TLS_CA_FILE: pem }, /KAFKA_TLS is off/],
    [
      'a file that is not there',
      { KAFKA_TLS_CA_FILE: join(dir, 'none.pem') },
      /KAFKA_TLS_CA_FILE cannot be read/,
    ],
    ['a file that is no PEM', { KAFKA_TLS_CA_FILE: text }, /not a PEM file/],
    ['a heartbeat as long as the session', { KAFKA_HEARTBEAT_MS: '10000' }, /at most a third/],
    ['an unknown mechanism', { KAFKA_SASL_MECHANISM: 'gssapi' }, /KAFKA_SASL_MECHANISM/],
    ['topics that are no JSON', { BROKER_TOPICS: '{' }, /not a JSON object of topics/],
    [
      'topics without partitions',
      { BROKER_TOPICS: '{"a": {"partitions": 0}}' },
      /not a JSON object of topics/,
    ],
  ])('refuse %s with a sentence', (_, environment, sentence) => {
    expect(() => access(environment)).toThrow(sentence);
  });
});

describe('Topics', () => {
  const settings = (environment: Record<string, string>) => BrokerEnvironment.parse(environment);
  const one = (environment: Record<string, string>, name: string) =>
    topicsOf('analytics', allEvents, settings(environment)).find((topic) => topic.name === name);
  const [event] = allEvents.filter((some) => some.listeners.includes('analytics'));

  it('have the partitions and retention of all, unless they have their own', () => {
    const topic = event!.topic;
    const general = { BROKER_PARTITIONS: '8', BROKER_RETENTION_DAYS: '30' };
    expect(one(general, topic)).toEqual({ name: topic, partitions: 8, retentionMs: 30 * 86_400_000 });
    const own = {
      ...general,
      BROKER_TOPICS: JSON.stringify({ [topic]: { partitions: 16, retentionDays: 400 } }),
    };
    expect(one(own, topic)).toEqual({ name: topic, partitions: 16, retentionMs: 400 * 86_400_000 });
  });

  it.each(['analytics.dead', 'analytics.seals'])('keep %s for ever, in one partition', (name) => {
    const environment = { BROKER_PARTITIONS: '8', BROKER_RETENTION_DAYS: '30' };
    expect(one(environment, name)).toEqual({ name, partitions: 1 });
  });

  it('are refused when no event has them', () => {
    expect(() => one({ BROKER_TOPICS: '{"tendring": {"partitions": 16}}' }, '')).toThrow(
      /tendring, which no event has/,
    );
  });
});
