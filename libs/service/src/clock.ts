import { readFileSync } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';

export const LONDON = 'Europe/London';

/**
 * Business time. Rules look at the time only through this, so that a test or the demonstration can stand on another
 * day. Token expiry, leases, backoff and logs stay on real time.
 */
@Injectable()
export class Clock {
  /** `offsetFile` is shared by every process of a development machine; without it the clock is the real one. */
  constructor(private readonly offsetFile?: string) {
    if (offsetFile && process.env['NODE_ENV'] === 'production') {
      throw new Error(
        'CLOCK_FILE moves the clock and is refused in production: remove it from the environment.',
      );
    }
  }

  /** Now, in UTC. */
  now(): Temporal.Instant {
    return Temporal.Instant.fromEpochMilliseconds(Date.now() + this.offsetMs());
  }

  /** The calendar date in Europe/London. */
  today(): Temporal.PlainDate {
    return this.now().toZonedDateTimeISO(LONDON).toPlainDate();
  }

  /** How far business time stands from real time; 0 in production. */
  offsetMs(): number {
    if (!this.offsetFile) return 0;
    try {
      // Read each time: the offset must hold for the very next request in every process.
      return (
        Number((JSON.parse(readFileSync(this.offsetFile, 'utf8')) as { offsetMs: number }).offsetMs) || 0
      );
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
      throw error;
    }
  }
}

/** A clock for tests that stands still until it is moved. */
export class StoppedClock extends Clock {
  constructor(private instant: Temporal.Instant) {
    super();
  }

  static at(iso: string): StoppedClock {
    return new StoppedClock(Temporal.Instant.from(iso));
  }

  override now(): Temporal.Instant {
    return this.instant;
  }

  moveTo(iso: string): void {
    this.instant = Temporal.Instant.from(iso);
  }
}
