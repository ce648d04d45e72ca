import fc from 'fast-check';
import { Fraction } from './index';

describe('an exact number', () => {
  it('takes decimals as they are written: 0.1 + 0.2 is 0.3', () => {
    expect(Fraction.of(0.1).plus('0.2').compare('0.3')).toBe(0);
    expect(0.1 + 0.2 === 0.3).toBe(false);
    expect(String(Fraction.of('33.35'))).toBe('667/20');
    expect(String(Fraction.of('1e-7'))).toBe('1/10000000');
    expect(String(Fraction.of('-2.50'))).toBe('-5/2');
  });

  it('three thirds are one', () => {
    const third = Fraction.ratio(1n, 3n);
    expect(third.plus(third).plus(third).compare(1n)).toBe(0);
    expect(third.toDecimal().toString()).toBe(`0.${'3'.repeat(40)}`);
  });

  it('rounds halves up, and only halves: 2.345 → 2.35, 2.3449 → 2.34, −0.5 → −1', () => {
    expect(String(Fraction.of('2.345').roundedHalfUp(2).toDecimal())).toBe('2.35');
    expect(String(Fraction.of('2.3449').roundedHalfUp(2).toDecimal())).toBe('2.34');
    expect(String(Fraction.of('0.5').roundedHalfUp(0))).toBe('1');
    expect(String(Fraction.of('-0.5').roundedHalfUp(0))).toBe('-1');
  });

  it.each([NaN, Infinity, 'twelve', ''])('is refused when it is none: %s', (value) => {
    expect(() => Fraction.of(value)).toThrow(expect.objectContaining({ code: 'not-a-number' }));
  });

  it('is never divided by zero', () => {
    const refused = expect.objectContaining({ code: 'division-by-zero' });
    expect(() => Fraction.ratio(1n, 0n)).toThrow(refused);
    expect(() => Fraction.of(1).over(0)).toThrow(refused);
  });

  it('orders as cross-multiplication does, and undoes what it did', () => {
    const big = fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n });
    const below = fc.bigInt({ min: 1n, max: 10n ** 12n });
    fc.assert(
      fc.property(big, below, big, below, (a, b, c, d) => {
        const [x, y] = [Fraction.ratio(a, b), Fraction.ratio(c, d)];
        expect(Math.sign(x.compare(y))).toBe(a * d < c * b ? -1 : a * d > c * b ? 1 : 0);
        expect(x.plus(y).minus(y).compare(x)).toBe(0);
        if (c !== 0n) expect(x.times(y).over(y).compare(x)).toBe(0);
      }),
      { numRuns: 500 },
    );
  });
});
