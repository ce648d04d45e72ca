import { Decimal } from 'decimal.js';
import { PriceError } from './price-error';

/** 40 significant digits and half up: how marks are shown where the tender says nothing about rounding. */
const Shown = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP });

/** What a Fraction can be made of: integers exactly, decimals as written (`0.1`, `'33.35'`). */
export type Rational = Fraction | bigint | Decimal.Value;

/**
 * An exact number, so that two bids tie when they are equal and only then: 1/3 of the marks has no decimal
 * form, and a tie must not hang on the fortieth digit. Immutable, in lowest terms, the denominator above 0.
 */
export class Fraction {
  private constructor(
    readonly numerator: bigint,
    readonly denominator: bigint,
  ) {}

  /** @throws PriceError `not-a-number` for NaN, infinities and text that is no number. */
  static of(value: Rational): Fraction {
    if (value instanceof Fraction) return value;
    if (typeof value === 'bigint') return new Fraction(value, 1n);
    const decimal = parse(value);
    const places = decimal.decimalPlaces();
    const [whole = '', part = ''] = decimal.toFixed(places).split('.');
    return Fraction.ratio(BigInt(whole + part), 10n ** BigInt(places));
  }

  /** The ratio of two integers. @throws PriceError `division-by-zero`. */
  static ratio(numerator: bigint, denominator: bigint): Fraction {
    if (denominator === 0n) throw new PriceError('division-by-zero', `${numerator} cannot be divided by 0.`);
    const sign = denominator < 0n ? -1n : 1n;
    const divisor = greatestCommonDivisor(numerator, denominator) * sign;
    return new Fraction(numerator / divisor, denominator / divisor);
  }

  plus(other: Rational): Fraction {
    const that = Fraction.of(other);
    return Fraction.ratio(
      this.numerator * that.denominator + that.numerator * this.denominator,
      this.denominator * that.denominator,
    );
  }

  minus(other: Rational): Fraction {
    return this.plus(Fraction.of(other).times(-1n));
  }

  times(other: Rational): Fraction {
    const that = Fraction.of(other);
    return Fraction.ratio(this.numerator * that.numerator, this.denominator * that.denominator);
  }

  /** @throws PriceError `division-by-zero`; formulae decide beforehand what a price of £0 means. */
  over(other: Rational): Fraction {
    const that = Fraction.of(other);
    return Fraction.ratio(this.numerator * that.denominator, this.denominator * that.numerator);
  }

  /** Negative, 0 or positive, as this is less than, equal to or greater than the other. */
  compare(other: Rational): number {
    const that = Fraction.of(other);
    const difference = this.numerator * that.denominator - that.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  /** To `decimals` places, exact halves away from zero: 2.345 → 2.35. */
  roundedHalfUp(decimals: number): Fraction {
    const scale = 10n ** BigInt(decimals);
    const negative = this.numerator < 0n;
    const size = negative ? -this.numerator : this.numerator;
    const rounded = (size * scale * 2n + this.denominator) / (this.denominator * 2n);
    return Fraction.ratio(negative ? -rounded : rounded, scale);
  }

  /** As a decimal; exact where it has at most 40 significant digits, else half up at the fortieth. */
  toDecimal(): Decimal {
    return new Shown(this.numerator.toString()).div(this.denominator.toString());
  }

  toString(): string {
    return this.denominator === 1n ? `${this.numerator}` : `${this.numerator}/${this.denominator}`;
  }
}

/** The smaller of two exact numbers. */
export const least = (a: Fraction, b: Fraction): Fraction => (a.compare(b) <= 0 ? a : b);

/** The greater of two exact numbers. */
export const greatest = (a: Fraction, b: Fraction): Fraction => (a.compare(b) >= 0 ? a : b);

/** The sum of exact numbers; 0 for none. */
export const sum = (values: readonly Fraction[]): Fraction =>
  values.reduce((total, value) => total.plus(value), Fraction.of(0n));

function parse(value: Decimal.Value): Decimal {
  let decimal: Decimal;
  try {
    decimal = new Shown(value);
  } catch {
    throw new PriceError('not-a-number', `“${String(value)}” is not a number.`);
  }
  if (decimal.isFinite()) return decimal;
  throw new PriceError('not-a-number', `“${String(value)}” is not a number.`);
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y > 0n) [x, y] = [y, x % y];
  return x;
}
