import { openBroker } from '@commissioning/messaging';
import { allEvents } from '@commissioning/schemas';
import { Client } from 'pg';
import type { System } from '../../../deploy/local/system';

/** Every row of every table of a database as text, as somebody with a dump would search it. */
export async function dumpOf(connectionString: string): Promise<string> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const tables = [];
    for (const { name } of rows) {
      const content = await client.query<{ line: string }>(`SELECT t::text AS line FROM ${name} t`);
      tables.push(`${name}\n${content.rows.map(({ line }) => readable(line)).join('\n')}`);
    }
    return tables.join('\n');
  } finally {
    await client.end();
  }
}

/** Bytes are shown as hex; what they spell is added, so that clear text in a binary column is found. */
const readable = (line: string): string =>
  line.replace(
    /\\\\x([0-9a-f]+)/g,
    (hex, digits: string) => `${hex} ${Buffer.from(digits, 'hex').toString('latin1')}`,
  );

/** Every record of every topic on the bus, headers, keys and values. */
export async function busContentOf({ brokerUrl }: System): Promise<string> {
  const broker = openBroker(brokerUrl, 'journey-reader', () => undefined);
  await broker.start();
  try {
    const lines: string[] = [];
    for (const topic of new Set(allEvents.map((event) => event.topic))) {
      for (let partition = 0; partition < 4; partition += 1) {
        const records = await broker.read(topic, partition, 0n, 10_000);
        lines.push(
          ...records.map(
            (record) => `${topic} ${record.key} ${JSON.stringify(record.headers)} ${record.value.toString()}`,
          ),
        );
      }
    }
    return lines.join('\n');
  } finally {
    await broker.stop();
  }
}
