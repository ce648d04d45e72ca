import type { BrokerLog } from '../broker';
import type { Appended } from './appender';
import { type Link, messageOf } from './connection';

/**
 * Tells other processes which partitions have news. Postgres takes a lock over the whole server for every
 * transaction that notifies, so appends do not: what was appended meanwhile goes out in one statement, on its own.
 */
export class Notifier {
  private readonly news = new Map<number, Set<number>>();
  private working: Promise<void> | undefined;

  constructor(
    private readonly link: Link,
    private readonly log: BrokerLog,
  ) {}

  tell(appended: Appended): void {
    for (const [topic, partitions] of appended) {
      const known = this.news.get(topic) ?? new Set();
      partitions.forEach((partition) => known.add(partition));
      this.news.set(topic, known);
    }
    this.working ??= this.work();
  }

  async settled(): Promise<void> {
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.news.size > 0) {
      const channels = [...this.news.keys()].map((topic) => `bus_${topic}`);
      const payloads = [...this.news.values()].map((partitions) => [...partitions].join(','));
      this.news.clear();
      try {
        await this.link.query({
          name: 'bus-notify',
          text: 'SELECT pg_notify(channel, payload) FROM unnest($1::text[], $2::text[]) AS n(channel, payload)',
          values: [channels, payloads],
        });
      } catch (error) {
        // Nothing is lost: every member looks by itself before long.
        this.log('warn', `Could not wake the consumers: ${messageOf(error)}`);
      }
    }
    this.working = undefined;
  }
}
