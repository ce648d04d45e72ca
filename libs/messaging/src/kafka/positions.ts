type Tell = () => Promise<void>;

/** So many records are told at once: their handling costs far more than telling. */
const MANY = 100;

/** A broker that could not be told is given so long to come back. */
const FAILED_MS = 1_000;

/**
 * How far partitions came that Kafka has not been told yet. Telling after every few records would take as long as
 * handling them, and the next ones would wait for it. What a killed member had not told is delivered again; the inbox
 * knows it.
 */
export class Positions {
  private readonly untold = new Map<string, Tell>();
  private timer: NodeJS.Timeout | undefined;
  private closed = false;
  private failing = false;

  /**
   * @param afterMs small steps are told together, after so long at the latest
   * @param failed told once when telling later begins to fail; it is tried again until it succeeds
   */
  constructor(
    private readonly afterMs: number,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** A partition came further by `records`. Told at once, and then rejecting as `tell` does, when there is a reason to. */
  async reached(partition: string, records: number, tell: Tell, mustTell: boolean): Promise<void> {
    if (this.closed || mustTell || records >= MANY) {
      this.untold.delete(partition);
      return tell();
    }
    this.untold.set(partition, tell);
    this.later(this.afterMs);
  }

  /** The partitions were dealt anew: what was not told is delivered again, to whoever has it now. */
  forget(): void {
    this.untold.clear();
  }

  /** Tells everything; from now on every step is told at once. */
  async close(): Promise<void> {
    this.closed = true;
    await this.tellAll();
  }

  private later(ms: number): void {
    this.timer ??= setTimeout(() => void this.tellAll(), ms);
  }

  private async tellAll(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    const telling = [...this.untold];
    this.untold.clear();
    await Promise.all(telling.map(([partition, tell]) => this.tellLater(partition, tell)));
  }

  private async tellLater(partition: string, tell: Tell): Promise<void> {
    try {
      await tell();
      this.failing = false;
    } catch (error) {
      if (!this.failing) this.failed(error);
      this.failing = true;
      if (this.closed) return; // whoever gets the partition hears of it again
      if (!this.untold.has(partition)) this.untold.set(partition, tell);
      this.later(FAILED_MS);
    }
  }
}
