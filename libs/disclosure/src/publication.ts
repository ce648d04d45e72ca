/**
 * What a cell counts, by dimension: `{ ward: 'E05009317', ethnicity: 'Asian', stage: 'bid' }`.
 * A dimension that is left out, or given as its hierarchy's `total`, means "all of them".
 * Cells with the same coordinates and measure in different tables are the same unknown.
 */
export type Coordinates = Readonly<Record<string, string>>;

/** One figure before protection. */
export interface Cell {
  readonly at: Coordinates;
  /** A whole number, zero or more: people, organisations, or pence. */
  readonly value: number;
  /**
   * Money only: what each contributor gave to the value, in the same unit (any order, adding up to it).
   * Empty when the value is 0.
   */
  readonly contributions?: readonly number[];
}

/** Figures shown together under one heading, margins included. */
export interface Table {
  readonly id: string;
  /** What is counted, with its base: 'organisations', 'residents', 'pence awarded'. Never added across measures. */
  readonly measure: string;
  readonly kind: 'count' | 'money';
  readonly cells: readonly Cell[];
}

/**
 * How the categories of one dimension add up: each category's parent. A category that is named here and never
 * published is a part that a reader can work out by subtraction, and is protected as such. Several hierarchies
 * of one dimension (wards by area, wards by deprivation) share their leaves.
 */
export interface Hierarchy {
  readonly dimension: string;
  /** The category that equals leaving the dimension out ('All wards'). Without it, leaving out is a cell of its own. */
  readonly total?: string;
  /** Child → parent. */
  readonly parents: Readonly<Record<string, string>>;
}

/** A figure that left the building before: its true value, and whether it was shown. Keep these where raw figures are kept. */
export interface ReleasedCell {
  readonly at: Coordinates;
  readonly measure: string;
  readonly kind: 'count' | 'money';
  readonly value: number;
  readonly shown: boolean;
  readonly contributions?: readonly number[];
}

/** An earlier publication, as `plan.release(id)` recorded it. */
export interface Release {
  readonly id: string;
  readonly cells: readonly ReleasedCell[];
}

/** Everything that a reader will hold side by side: the tables of today and what was released before. */
export interface Publication {
  readonly tables: readonly Table[];
  readonly hierarchies: readonly Hierarchy[];
  readonly earlier?: readonly Release[];
}

/**
 * When one contributor, or a few, could be worked out from a sum of money.
 * - `p-percent`: the second largest could estimate the largest within p per cent of its value.
 * - `n-k`: the n largest make up more than k per cent of the value.
 */
export type DominanceRule =
  | { readonly rule: 'p-percent'; readonly p: number }
  | { readonly rule: 'n-k'; readonly n: number; readonly k: number };

/** The rules of one publication; every one has a default (see `defaultRules`). */
export interface Rules {
  /** Counts from 1 to `threshold - 1` are not shown. Default 5. */
  readonly threshold: number;
  /** Whether a zero may be read. Default 'show'; 'suppress' treats 0 as a small count. */
  readonly zeros: 'show' | 'suppress';
  /** The least width of what a reader can narrow any suppressed count down to. Default `threshold - 1`. */
  readonly protection: number;
  /** Whether the only respondent of a cell, who knows its value, counts as an attacker. Default true. */
  readonly singletons: boolean;
  /** Default: p-percent with p = 10. */
  readonly dominance: DominanceRule;
}

/** Threshold 5, zeros shown, width 4, singletons on, p-percent 10. */
export const defaultRules: Rules = {
  threshold: 5,
  zeros: 'show',
  protection: 4,
  singletons: true,
  dominance: { rule: 'p-percent', p: 10 },
};
