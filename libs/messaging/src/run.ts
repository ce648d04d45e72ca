import type { EventDefinition } from '@commissioning/schemas';
import type { Arrived } from './arrived';
import type { IncomingRecord } from './broker';
import { factIn } from './fact-in';
import type { Received } from './handlers';
import type { Entry } from './inbox';

/** The value of a record is not what its event says: no attempt can help. */
export class Unreadable extends Error {
  constructor(
    readonly arrived: Arrived,
    problem: string,
  ) {
    super(problem);
  }
}

type Values = Received<EventDefinition<unknown>>[];

/** What one transaction takes: neighbours of a partition for a batch handler, or one event. */
export class Run {
  /** The first of each id. */
  readonly distinct: readonly Arrived[];
  /** What the inbox keeps of them. */
  readonly entries: readonly Entry[];
  private values: Values | Unreadable | undefined;

  /** @param arrived at least one, all of one handler */
  constructor(
    readonly arrived: readonly Arrived[],
    readonly asBatch: boolean,
  ) {
    this.distinct = distinctOf(arrived);
    this.entries = this.distinct.map(entryOf);
  }

  /** Reads the values while somebody else is at work, the database or the run before. */
  prepare(): void {
    this.values ??= readAll(this.distinct);
  }

  /** The values, read anew for each attempt: a handler may have changed them. Throws `Unreadable` for the first such. */
  take(): Values {
    this.prepare();
    const values = this.values as Values | Unreadable;
    this.values = undefined;
    if (values instanceof Unreadable) throw values;
    return values;
  }
}

/** Runs of a batch and records that nobody here listens to, in order; what comes next can be prepared early. */
export class Parts {
  private following: Run | IncomingRecord | undefined;

  constructor(private readonly rest: Iterator<Run | IncomingRecord, undefined>) {}

  /** Undefined at the end. */
  next(): Run | IncomingRecord | undefined {
    const part = this.following ?? this.rest.next().value;
    this.following = undefined;
    return part;
  }

  prepareNext(): void {
    this.following ??= this.rest.next().value;
    if (this.following instanceof Run) this.following.prepare();
  }
}

const entryOf = ({ envelope: { id, subject, sequence, time }, record: { topic } }: Arrived): Entry => ({
  ...{ id, subject, sequence, time, topic },
});

function distinctOf(arrived: readonly Arrived[]): readonly Arrived[] {
  if (arrived.length === 1) return arrived;
  const byId = new Map<string, Arrived>();
  for (const one of arrived) if (!byId.has(one.envelope.id)) byId.set(one.envelope.id, one);
  return byId.size === arrived.length ? arrived : [...byId.values()];
}

function readAll(run: readonly Arrived[]): Values | Unreadable {
  const received: Values = [];
  for (const arrived of run) {
    const { event, envelope, record } = arrived;
    const parsed = factIn(event, record.value);
    if ('problem' in parsed) return new Unreadable(arrived, parsed.problem);
    received.push({ event, fact: parsed.fact, envelope });
  }
  return received;
}
