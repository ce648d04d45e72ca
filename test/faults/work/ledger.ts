/** A request that a service accepted: what it changed is recorded there under this correlation id. */
export interface Accepted {
  readonly service: string;
  readonly method: string;
  readonly path: string;
  readonly correlationId: string;
}

/** What the outside world was told, kept apart from the system: what it says happened must be found afterwards. */
export class Ledger {
  readonly accepted: Accepted[] = [];
  /** Answers that never came, and requests that were sent again because of it. */
  unanswered = 0;
  repeated = 0;
  /** Cycles that reached their end, and why others did not. */
  cycles = 0;
  bookings = 0;
  readonly stuck: string[] = [];
}
