import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type KafkaServer, startKafka } from '../../../../deploy/local/kafka';
import type { Broker } from '../broker';
import { BrokerEnvironment } from '../broker-access';
import { openBroker } from '../open-broker';

const dir = mkdtempSync(join(tmpdir(), 'guarded-kafka-'));
const ca = join(dir, 'broker.pem');
const password = 'let-me-in';
let kafka: KafkaServer;

/** A certificate for 127.0.0.1 that signs itself; keytool comes with the Java that Kafka runs on. */
function makeCertificate(): string {
  const keystore = join(dir, 'broker.p12');
  const store = ['-alias', 'broker', '-keystore', keystore, '-storetype', 'PKCS12', '-storepass', 'keystore'];
  const subject = ['-dname', 'CN=127.0.0.1', '-ext', 'SAN=ip:127.0.0.1', '-validity', '2'];
  execFileSync('keytool', ['-genkeypair', '-keyalg', 'RSA', '-keysize', '2048', ...subject, ...store]);
  execFileSync('keytool', ['-exportcert', '-rfc', '-file', ca, ...store], { stdio: 'ignore' });
  return keystore;
}

beforeAll(async () => {
  const keystore = makeCertificate();
  const guard = { username: 'commissioning', password, keystore, keystorePassword: 'keystore' };
  kafka = await startKafka({ dir: join(dir, 'kafka'), guard, log: () => undefined });
}, 120_000);

afterAll(async () => {
  await kafka?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const settings = {
  KAFKA_SASL_MECHANISM: 'scram-sha-512',
  KAFKA_SASL_USERNAME: 'commissioning',
  KAFKA_SASL_PASSWORD: password,
  KAFKA_TLS_CA_FILE: ca,
};

async function reaches(environment: Record<string, string>, action: (broker: Broker) => Promise<void>) {
  const url = `kafka://${kafka.brokers.join(',')}`;
  const broker = openBroker(url, 'spec', () => undefined, BrokerEnvironment.parse(environment));
  try {
    await action(broker);
  } finally {
    await broker.stop();
  }
}

const makeTopic = (broker: Broker) => broker.ensureTopics([{ name: 'guarded', partitions: 1 }]);

it('lets in a client with the password, over TLS, to publish and to read', async () => {
  await reaches(settings, async (broker) => {
    await broker.start();
    await makeTopic(broker);
    await broker.publish([{ topic: 'guarded', key: 'a', value: Buffer.from('fact'), headers: {} }]);
    const [record] = await broker.read('guarded', 0, 0n, 1);
    expect(record?.value.toString()).toBe('fact');
  });
}, 60_000);

it.each([
  ['a wrong password', { ...settings, KAFKA_SASL_PASSWORD: 'guess' }],
  ['no password', { KAFKA_TLS_CA_FILE: ca }],
  ['a certificate that nobody vouches for', { ...settings, KAFKA_TLS_CA_FILE: '', KAFKA_TLS: 'on' }],
])(
  'is kept out with %s',
  async (_, environment) => {
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
    await expect(reaches(given, makeTopic)).rejects.toThrow();
  },
  60_000,
);
