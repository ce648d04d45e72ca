import { readFileSync } from 'node:fs';
import type { KafkaConfig, SASLOptions } from 'kafkajs';
import { z } from 'zod';
import type { KafkaSettings } from './kafka/settings';

const milliseconds = z.coerce.number().int().min(100);
const file = z.string().min(1);

/**
 * The settings of the bus that a process reads from its environment, beside `BROKER_URL`. All may be left out.
 * `KAFKA_*` are for Kafka alone. Times are milliseconds. `docs/operations.md` has the table.
 */
export const BrokerEnvironment = z.object({
  /** Partitions of each topic that is created; raising it later adds partitions and moves keys. */
  BROKER_PARTITIONS: z.coerce.number().int().min(1).max(256).default(4),
  /** Days that a topic keeps its records; left out: for ever, which a projection begun anew relies on. */
  BROKER_RETENTION_DAYS: z.coerce.number().int().min(1).optional(),
  /** JSON object by topic for those that differ: `{"tendering.tender": {"partitions": 16, "retentionDays": 400}}`. */
  BROKER_TOPICS: z
    .string()
    .default('{}')
    .transform((text, context) => {
      try {
        return TopicOverrides.parse(JSON.parse(text));
      } catch (error) {
        const message = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
        context.addIssue({ code: 'custom', message: `not a JSON object of topics: ${message}` });
        return z.NEVER;
      }
    }),
  KAFKA_SASL_MECHANISM: z.enum(['plain', 'scram-sha-256', 'scram-sha-512']).optional(),
  KAFKA_SASL_USERNAME: z.string().optional(),
  KAFKA_SASL_PASSWORD: z.string().optional(),
  /** `on` encrypts; the certificates below imply it. */
  KAFKA_TLS: z.enum(['on', 'off']).optional(),
  /** PEM files: who signed the broker's certificate, and our own certificate and key where the broker asks for them. */
  KAFKA_TLS_CA_FILE: file.optional(),
  KAFKA_TLS_CERT_FILE: file.optional(),
  KAFKA_TLS_KEY_FILE: file.optional(),
  KAFKA_SESSION_TIMEOUT_MS: milliseconds.optional(),
  KAFKA_HEARTBEAT_MS: milliseconds.optional(),
  KAFKA_REBALANCE_TIMEOUT_MS: milliseconds.optional(),
  KAFKA_MAX_RECORD_BYTES: z.coerce.number().int().min(1_000).optional(),
  KAFKA_REPLICATION_FACTOR: z.coerce.number().int().min(1).optional(),
});
export type BrokerEnvironment = z.infer<typeof BrokerEnvironment>;

const TopicOverrides = z.record(
  z.string(),
  z.strictObject({
    partitions: z.number().int().min(1).max(256).optional(),
    retentionDays: z.number().int().min(1).optional(),
  }),
);

/** How a client is let in to Kafka and how patient it is. */
export interface KafkaAccess {
  readonly sasl?: SASLOptions;
  readonly ssl?: KafkaConfig['ssl'];
  readonly settings: Partial<KafkaSettings>;
}

/**
 * Reads the settings for Kafka out of an environment, certificates included.
 * Throws an `Error` with a sentence that names the setting: a mechanism without user or password or the other way round, a
 * certificate without its key, a file that cannot be read, a heartbeat that is no less than a third of the session.
 */
export function kafkaAccess(environment: Partial<BrokerEnvironment>): KafkaAccess {
  const settings = definedOnly({
    sessionTimeoutMs: environment.KAFKA_SESSION_TIMEOUT_MS,
    heartbeatMs: environment.KAFKA_HEARTBEAT_MS,
    rebalanceTimeoutMs: environment.KAFKA_REBALANCE_TIMEOUT_MS,
    maxRecordBytes: environment.KAFKA_MAX_RECORD_BYTES,
    replicationFactor: environment.KAFKA_REPLICATION_FACTOR,
  });
  const { sessionTimeoutMs = 10_000, heartbeatMs = 2_000 } = settings;
  if (heartbeatMs * 3 > sessionTimeoutMs) {
    throw new Error(
      `KAFKA_HEARTBEAT_MS (${heartbeatMs}) must be at most a third of KAFKA_SESSION_TIMEOUT_MS (${sessionTimeoutMs}), or members are put out of their groups for one late heartbeat.`,
    );
  }
  const sasl = saslOf(environment);
  const ssl = tlsOf(environment);
  return { settings, ...(sasl && { sasl }), ...(ssl !== undefined && { ssl }) };
}

function saslOf(environment: Partial<BrokerEnvironment>): SASLOptions | undefined {
  const {
    KAFKA_SASL_MECHANISM: mechanism,
    KAFKA_SASL_USERNAME: username,
    KAFKA_SASL_PASSWORD: password,
  } = environment;
  if (!mechanism && !username && !password) return undefined;
  if (!mechanism || !username || !password) {
    throw new Error(
      'Set KAFKA_SASL_MECHANISM, KAFKA_SASL_USERNAME and KAFKA_SASL_PASSWORD together, or none of them.',
    );
  }
  return { mechanism, username, password } as SASLOptions;
}

function tlsOf(environment: Partial<BrokerEnvironment>): KafkaConfig['ssl'] {
  const {
    KAFKA_TLS: tls,
    KAFKA_TLS_CA_FILE: ca,
    KAFKA_TLS_CERT_FILE: cert,
    KAFKA_TLS_KEY_FILE: key,
  } = environment;
  if (!cert !== !key) throw new Error('Set KAFKA_TLS_CERT_FILE and KAFKA_TLS_KEY_FILE together, or neither.');
  const files = {
    ca: pem('KAFKA_TLS_CA_FILE', ca),
    cert: pem('KAFKA_TLS_CERT_FILE', cert),
    key: pem('KAFKA_TLS_KEY_FILE', key),
  };
  const given = definedOnly(files);
  if (tls === 'off' && Object.keys(given).length > 0) {
    throw new Error('KAFKA_TLS is off and certificates are given. Remove them, or leave KAFKA_TLS out.');
  }
  if (Object.keys(given).length > 0) return given;
  return tls === undefined ? undefined : tls === 'on';
}

function pem(setting: string, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new Error(`${setting} cannot be read: ${(error as Error).message}.`);
  }
  if (!text.includes('-----BEGIN')) throw new Error(`${setting} names ${path}, which is not a PEM file.`);
  return text;
}

function definedOnly<Shape extends Record<string, unknown>>(
  shape: Shape,
): { [Key in keyof Shape]?: Exclude<Shape[Key], undefined> } {
  return Object.fromEntries(Object.entries(shape).filter(([, value]) => value !== undefined)) as {
    [Key in keyof Shape]?: Exclude<Shape[Key], undefined>;
  };
}
