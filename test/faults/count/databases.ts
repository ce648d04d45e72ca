import { Client } from 'pg';
import { SERVICES } from '../../../deploy/local/identity/clients';
import type { System } from '../../../deploy/local/system';

/** A row of an outbox, as it was committed. */
export interface Said {
  readonly service: string;
  readonly id: string;
  readonly type: string;
  readonly aggregate: string;
  readonly sequence: number;
  readonly fact: Record<string, any>;
  readonly sent: boolean;
}

const ANSWER_MS = 60_000;

/** The databases of all services, for counting: everything is read, nothing written. */
export class Databases {
  static readonly SERVICES = SERVICES.filter((service) => service !== 'portal');
  private readonly clients = new Map<string, Client>();

  constructor(private readonly system: System) {}

  async rows<Row extends object = Record<string, any>>(
    service: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const client = this.clients.get(service) ?? (await this.open(service));
    return (await client.query<Row>(text, values)).rows;
  }

  /** Every fact that was committed to be told, in order. */
  async said(): Promise<Said[]> {
    const all: Said[] = [];
    for (const service of Databases.SERVICES) {
      const rows = await this.rows<Omit<Said, 'service'>>(
        service,
        `SELECT id::text, type, aggregatetype || '/' || aggregateid AS aggregate, sequence::int, payload AS fact,
           published_at IS NOT NULL AS sent
         FROM messaging.outbox ORDER BY position`,
      );
      all.push(...rows.map((row) => ({ ...row, service })));
    }
    return all;
  }

  async close(): Promise<void> {
    for (const client of this.clients.values()) await client.end();
    this.clients.clear();
  }

  private async open(service: string): Promise<Client> {
    const client = new Client({
      connectionString: this.system.databaseUrl(service),
      ...{ connectionTimeoutMillis: ANSWER_MS, query_timeout: ANSWER_MS },
    });
    // What breaks between two questions is told by the next one.
    client.on('error', () => this.clients.delete(service));
    await client.connect();
    this.clients.set(service, client);
    return client;
  }
}
