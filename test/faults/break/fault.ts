import type { Draw } from '../draw';
import type { Ground } from '../ground/ground';
import type { Planted } from './records';

/** What a fault finds when it strikes. */
export interface Stage {
  readonly ground: Ground;
  readonly draw: Draw;
  /** Poison that was planted so far: what may stand in the dead letters afterwards, and nothing else. */
  readonly planted: Planted[];
  /** How long a long fault lasts at most in this run. */
  readonly longestMs: number;
}

/** One way to break something. */
export interface Fault {
  readonly kind: string;
  /** Why this kind cannot be had here; undefined where it can. */
  readonly cannot?: (ground: Ground) => string | undefined;
  /** Breaks it, waits and mends it; resolves to what was done, for the record. */
  strike(stage: Stage): Promise<string>;
}
