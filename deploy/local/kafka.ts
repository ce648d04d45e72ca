import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { CannotStart } from './cannot-start';
import { jars } from './kafka/jars';
import { freePort, lastWords, launchServer, type ServerProcess } from './kafka/server-process';

const run = promisify(execFile);

/** Where a local Kafka lives. */
export interface KafkaOptions {
  /** Folder of the broker: settings, data and log. The same folder keeps its ports and its data. */
  dir: string;
  /** Folder for the jars; left out: `.local/jars` of this checkout. */
  cache?: string;
  /** Lets in only who knows the password, over TLS; left out: everybody on this machine, in the clear. */
  guard?: KafkaGuard;
  /** Told one line per step. */
  log: (line: string) => void;
}

/** Who is let in to a guarded Kafka (SCRAM-SHA-512), and the PKCS #12 file with its certificate. */
export interface KafkaGuard {
  readonly username: string;
  readonly password: string;
  readonly keystore: string;
  readonly keystorePassword: string;
}

/** A running Kafka of one node. */
export interface KafkaServer {
  /** Addresses for clients, `host:port`. */
  brokers: string[];
  pid: number;
  /** Settles when the broker ends, asked or not, with how it ended. */
  ended: Promise<string>;
  /** Ends the broker in order and waits for it. */
  stop(): Promise<void>;
  /** Kills it where it stands (signal 9). */
  kill(): void;
}

const startsWithin = 120_000;
const stopsWithin = 20_000;

/**
 * Starts one Kafka broker (KRaft, controller in the same process) on 127.0.0.1 from the jars of `kafka/pom.xml`.
 * @throws CannotStart with what to do: Java or Maven missing, or the broker's own last words
 */
export async function startKafka({ dir, cache, guard, log }: KafkaOptions): Promise<KafkaServer> {
  await javaIsThere();
  await mkdir(dir, { recursive: true });
  const classes = join(await jars('kafka', cache), '*');
  const { port, settings } = await settingsIn(dir, classes, guard, log);
  const server = await launchServer(dir, 'kafka', 'java', [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xmx512m',
    '-cp',
    classes,
    'kafka.Kafka',
    settings,
  ]);
  await ready(server, port);
  log(`Kafka: ready on 127.0.0.1:${port}`);
  return {
    brokers: [`127.0.0.1:${port}`],
    pid: server.pid,
    ended: server.ended,
    stop: () => server.stop(stopsWithin),
    kill: server.kill,
  };
}

async function javaIsThere(): Promise<void> {
  await run('java', ['-version']).catch(() => {
    throw new CannotStart(
      'Kafka needs Java 17 or later. Install it (Debian: apt-get install -y default-jre-headless maven), or set KAFKA_BROKERS to a broker that runs elsewhere.',
    );
  });
}

/** Clients remember the address a broker tells them, so a folder keeps its ports from start to start. */
async function settingsIn(
  dir: string,
  classes: string,
  guard: KafkaGuard | undefined,
  log: KafkaOptions['log'],
) {
  const settings = join(dir, 'server.properties');
  const ports = join(dir, 'ports');
  const data = join(dir, 'data');
  if (!existsSync(join(data, 'meta.properties'))) {
    log('Kafka: making an empty broker');
    const [port, controller] = [await freePort(), await freePort()];
    await writeFile(ports, String(port));
    const inside = guard && (await freePort());
    await writeFile(
      settings,
      properties({
        ...plain(data, port, controller),
        ...(guard && guarded(guard, port, inside!, controller)),
      }),
    );
    const tool = ['-cp', classes, 'kafka.tools.StorageTool'];
    const id = (await run('java', [...tool, 'random-uuid'])).stdout.trim().split('\n').at(-1)!;
    const users = guard
      ? ['--add-scram', `SCRAM-SHA-512=[name=${guard.username},password=${guard.password}]`]
      : [];
    await run('java', [...tool, 'format', '--standalone', '-t', id, '-c', settings, ...users]);
  }
  return { port: Number(await readFile(ports, 'utf8')), settings };
}

/** One broker that holds everything once, answers quickly after a restart and creates no topic by accident. */
function plain(data: string, port: number, controller: number) {
  return {
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.bootstrap.servers': `127.0.0.1:${controller}`,
    'controller.listener.names': 'CONTROLLER',
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controller}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': false,
    'default.replication.factor': 1,
    'offsets.topic.replication.factor': 1,
    'offsets.topic.num.partitions': 5,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    // Otherwise a killed broker waits for its own old session before it takes writes again: 12 s instead of 4 s.
    'broker.session.timeout.ms': 2000,
    'broker.heartbeat.interval.ms': 500,
  };
}

/** Clients come in by TLS and SCRAM; the broker speaks to itself on a port of its own. */
function guarded(guard: KafkaGuard, port: number, inside: number, controller: number) {
  const listeners = `CLIENTS://127.0.0.1:${port},INSIDE://127.0.0.1:${inside}`;
  return {
    listeners: `${listeners},CONTROLLER://127.0.0.1:${controller}`,
    'advertised.listeners': `${listeners},CONTROLLER://127.0.0.1:${controller}`,
    'listener.security.protocol.map': 'CLIENTS:SASL_SSL,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'inter.broker.listener.name': 'INSIDE',
    'sasl.enabled.mechanisms': 'SCRAM-SHA-512',
    'listener.name.clients.scram-sha-512.sasl.jaas.config':
      'org.apache.kafka.common.security.scram.ScramLoginModule required;',
    'ssl.keystore.type': 'PKCS12',
    'ssl.keystore.location': guard.keystore,
    'ssl.keystore.password': guard.keystorePassword,
    'ssl.key.password': guard.keystorePassword,
  };
}

function properties(entries: Readonly<Record<string, string | number | boolean>>): string {
  return Object.entries(entries)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('');
}

/** The port opens when the broker is ready to serve. */
async function ready(server: ServerProcess, port: number): Promise<void> {
  const deadline = Date.now() + startsWithin;
  while (!(await answers(port))) {
    if (server.hasEnded()) {
      throw new CannotStart(
        `Kafka ended as it started (${await server.ended}). Its last words, from ${server.logFile}:\n${await lastWords(server)}`,
      );
    }
    if (Date.now() > deadline) {
      server.kill();
      throw new CannotStart(`Kafka did not answer in two minutes. Its log is ${server.logFile}.`);
    }
    await pause(50);
  }
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const tell = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.on('connect', () => tell(true)).on('error', () => tell(false));
  });
}
