import { type OutgoingRecord, RecordRefused } from '../broker';

interface Call {
  readonly records: readonly OutgoingRecord[];
  sent: number;
  resolve(): void;
  reject(reason: unknown): void;
}

interface Share {
  readonly call: Call;
  readonly records: readonly OutgoingRecord[];
}

/** How much one send may carry. */
export interface LoadLimits {
  readonly records: number;
  readonly bytes: number;
}

/**
 * Joins what many callers publish at the same moment into few sends, one in flight at a time. So one round trip to
 * the broker serves all who wait, order is the order of the calls, and what is in flight stays bounded.
 */
export class PublishQueue {
  private readonly waiting: Call[] = [];
  private working: Promise<void> | undefined;
  private closed = false;

  /** @param send delivers durably or rejects; a `RecordRefused` names the index within what it was given */
  constructor(
    private readonly send: (records: readonly OutgoingRecord[]) => Promise<void>,
    private readonly limits: LoadLimits,
  ) {}

  /** Resolves when all are durable. A call larger than the limits goes out in several sends, one after the other. */
  publish(records: readonly OutgoingRecord[]): Promise<void> {
    if (this.closed) return Promise.reject(new Error('This broker was stopped; nothing more is published.'));
    if (records.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.waiting.push({ records, sent: 0, resolve, reject });
      this.working ??= this.work();
    });
  }

  /** Takes no more calls and waits for those that were made, at most `patienceMs`; what is left then rejects. */
  async close(patienceMs: number): Promise<void> {
    this.closed = true;
    if (!this.working) return;
    const patience = Promise.withResolvers<void>();
    const timer = setTimeout(patience.resolve, patienceMs);
    await Promise.race([this.working, patience.promise]);
    clearTimeout(timer);
    for (const call of this.waiting.splice(0)) {
      call.reject(new Error('The broker was stopped before this was published.'));
    }
  }

  private async work(): Promise<void> {
    while (this.waiting.length > 0) {
      const load = this.nextLoad();
      try {
        await this.send(load.flatMap((share) => share.records));
        load.forEach((share) => this.advance(share));
      } catch (error) {
        if (error instanceof RecordRefused && load.length > 1) await this.sendApart(load);
        else load.forEach((share) => this.fail(share, error));
      }
    }
    this.working = undefined;
  }

  /** One caller's record was refused: the others must not suffer for it. */
  private async sendApart(load: readonly Share[]): Promise<void> {
    for (const share of load) {
      try {
        await this.send(share.records);
        this.advance(share);
      } catch (error) {
        this.fail(share, error);
      }
    }
  }

  private nextLoad(): Share[] {
    const load: Share[] = [];
    let records = 0;
    let bytes = 0;
    for (const call of this.waiting) {
      let end = call.sent;
      while (end < call.records.length && records < this.limits.records) {
        const size = sizeOf(call.records[end]!);
        if (records > 0 && bytes + size > this.limits.bytes) break;
        records += 1;
        bytes += size;
        end += 1;
      }
      if (end > call.sent) load.push({ call, records: call.records.slice(call.sent, end) });
      if (end < call.records.length) break;
    }
    return load;
  }

  private advance({ call, records }: Share): void {
    call.sent += records.length;
    if (call.sent < call.records.length) return;
    this.remove(call);
    call.resolve();
  }

  private fail({ call }: Share, error: unknown): void {
    this.remove(call);
    call.reject(
      error instanceof RecordRefused ? new RecordRefused(call.sent + error.index, error.reason) : error,
    );
  }

  private remove(call: Call): void {
    const at = this.waiting.indexOf(call);
    if (at >= 0) this.waiting.splice(at, 1);
  }
}

/** Bytes a record takes on the wire, near enough to bound a batch: key, value, headers and a little for framing. */
export function sizeOf(record: OutgoingRecord): number {
  let bytes = Buffer.byteLength(record.key) + record.value.length + 32;
  for (const [name, value] of Object.entries(record.headers)) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value) + 4;
  }
  return bytes;
}
