import type { Decimal } from 'decimal.js';
import type { PricedBid } from './bid';
import { Fraction, type Rational } from './fraction';
import { PriceError } from './price-error';
import { decimalPlaces, exactScores, type PriceCriterion } from './score-prices';

/** A bid with everything that ranks it. */
export interface BidToRank extends PricedBid {
  /** Marks for quality, already weighted: added to the price marks. */
  qualityMarks: Rational;
  /** Marks by criterion, where the published tie-break order names criteria. */
  criterionMarks?: Record<string, Rational>;
}

/** One step of the published tie-break: more quality, less price, or more marks on a named criterion. */
export type TieBreak = 'quality' | 'price' | { criterion: string };

/** How a tender combines and orders. */
export interface RankingRules {
  price: PriceCriterion;
  /** Decimal places of the total, half up; left out: never rounded. */
  totalDecimals?: number;
  /** In the order in which the tender publishes them. */
  tieBreaks: readonly TieBreak[];
  /** Bid ids in the order of a draw already held and recorded, for bids equal in everything. */
  draw?: readonly string[];
}

/** What set a bid apart from the one ranked just above it. */
export type SeparatedBy =
  'first' | 'total' | 'quality' | 'price' | `criterion:${string}` | 'draw' | 'nothing';

/** A row of the table, best first. Equal ranks are shared and the next is skipped: 1, 1, 3. */
export interface RankedBid {
  bidId: string;
  rank: number;
  pricePence: bigint;
  priceMarks: Decimal;
  qualityMarks: Decimal;
  total: Decimal;
  separatedBy: SeparatedBy;
}

/** The table, and the groups of bids that only a recorded draw can order. */
export interface Ranking {
  table: RankedBid[];
  drawNeeded: string[][];
}

interface Row {
  bid: BidToRank;
  pricePence: bigint;
  priceMarks: Fraction;
  quality: Fraction;
  total: Fraction;
}

/**
 * Ranks the bids that stand by price marks plus quality marks, ties by the published order, then by a draw if
 * one was held. Bids equal in everything share a rank and are named in `drawNeeded`. Totals are exact unless
 * the tender says to how many places they are rounded, so rounding makes ties only where it is published.
 * @throws PriceError as `scorePrices`; `tie-break-marks-missing` when a tied bid lacks marks for a published
 * criterion; `draw-incomplete` when a draw leaves out a bid that it should have ordered.
 */
export function rankBids(bids: readonly BidToRank[], rules: RankingRules): Ranking {
  const rows = rowsOf(bids, rules).sort((a, b) => compareRows(a, b, rules).order);
  const table: RankedBid[] = [];
  const drawNeeded: string[][] = [];
  rows.forEach((row, index) => {
    const above = rows[index - 1];
    const separatedBy = above ? compareRows(above, row, rules).by : 'first';
    const isShared = separatedBy === 'nothing';
    const rank = isShared ? table[index - 1]!.rank : index + 1;
    if (isShared && above) {
      const group = drawNeeded.at(-1);
      if (group?.includes(above.bid.id)) group.push(row.bid.id);
      else drawNeeded.push([above.bid.id, row.bid.id]);
    }
    table.push(shown(row, rank, separatedBy));
  });
  return { table, drawNeeded };
}

/** The bids in first place alone: what `winners(rankBids(…))` gives, without the table. Errors as `rankBids`. */
export function firstPlaces(bids: readonly BidToRank[], rules: RankingRules): string[] {
  const rows = rowsOf(bids, rules);
  const best = rows.reduce((first, row) => (compareRows(row, first, rules).order < 0 ? row : first));
  return rows.filter((row) => compareRows(row, best, rules).order === 0).map(({ bid }) => bid.id);
}

function rowsOf(bids: readonly BidToRank[], rules: RankingRules): Row[] {
  const byId = new Map(bids.map((bid) => [bid.id, bid]));
  return exactScores(bids, rules.price).map(({ bidId, pricePence, exact }) => {
    const bid = byId.get(bidId)!;
    const quality = Fraction.of(bid.qualityMarks);
    const sum = quality.plus(exact);
    const { totalDecimals } = rules;
    const total = totalDecimals === undefined ? sum : sum.roundedHalfUp(decimalPlaces(totalDecimals));
    return { bid, pricePence, priceMarks: exact, quality, total };
  });
}

function compareRows(a: Row, b: Row, rules: RankingRules): { order: number; by: SeparatedBy } {
  const byTotal = b.total.compare(a.total);
  if (byTotal !== 0) return { order: byTotal, by: 'total' };
  for (const tieBreak of rules.tieBreaks) {
    const order = compareBy(tieBreak, a, b);
    if (order !== 0) return { order, by: nameOf(tieBreak) };
  }
  if (!rules.draw || a === b) return { order: 0, by: 'nothing' };
  return { order: placeIn(rules.draw, a) - placeIn(rules.draw, b), by: 'draw' };
}

function compareBy(tieBreak: TieBreak, a: Row, b: Row): number {
  if (tieBreak === 'quality') return b.quality.compare(a.quality);
  if (tieBreak === 'price') return Fraction.of(a.pricePence).compare(b.pricePence);
  return marksOn(tieBreak.criterion, b).compare(marksOn(tieBreak.criterion, a));
}

const nameOf = (tieBreak: TieBreak): SeparatedBy =>
  typeof tieBreak === 'string' ? tieBreak : `criterion:${tieBreak.criterion}`;

function marksOn(criterion: string, { bid }: Row): Fraction {
  const marks = bid.criterionMarks?.[criterion];
  if (marks !== undefined) return Fraction.of(marks);
  throw new PriceError(
    'tie-break-marks-missing',
    `Bid ${bid.id} has no marks for ${criterion} to break the tie.`,
  );
}

function placeIn(draw: readonly string[], { bid }: Row): number {
  const place = draw.indexOf(bid.id);
  if (place >= 0) return place;
  throw new PriceError('draw-incomplete', `The draw that was recorded does not name bid ${bid.id}.`);
}

function shown(row: Row, rank: number, separatedBy: SeparatedBy): RankedBid {
  return {
    bidId: row.bid.id,
    rank,
    pricePence: row.pricePence,
    priceMarks: row.priceMarks.toDecimal(),
    qualityMarks: row.quality.toDecimal(),
    total: row.total.toDecimal(),
    separatedBy,
  };
}
