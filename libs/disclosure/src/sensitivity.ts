import type { DominanceRule, Rules } from './publication';

/** Why a figure may not be shown by itself. */
export type Sensitivity = 'small-count' | 'zero' | 'dominance';

/** What a reader must still hold possible of a sensitive figure: some value ≤ `atMost`, some ≥ `atLeast`, `width` apart. */
export interface Need {
  readonly why: Sensitivity;
  readonly atMost: number;
  readonly atLeast: number;
  readonly width: number;
}

/** The least value a suppressed count can have in a reader's eyes: where zeros are shown, `[c]` is never zero. */
export function floorOf(kind: 'count' | 'money', { zeros }: Pick<Rules, 'zeros'>): number {
  return kind === 'count' && zeros === 'show' ? 1 : 0;
}

/**
 * Primary rule. A count from 1 to threshold − 1 (and 0, where zeros are suppressed) must leave the threshold possible,
 * so that nobody can say whether it is small, and an interval as wide as the protection. Money must leave its value ±
 * the protection level of the dominance rule possible. Undefined: the figure may be shown. Money without known
 * contributions is treated as one contributor's.
 */
export function sensitivity(
  cell: { kind: 'count' | 'money'; value: number; contributions?: readonly number[] },
  rules: Rules,
): Need | undefined {
  const { kind, value } = cell;
  if (kind === 'count') {
    if (value >= rules.threshold || (value === 0 && rules.zeros === 'show')) return undefined;
    const why = value === 0 ? 'zero' : 'small-count';
    return { why, atMost: Infinity, atLeast: rules.threshold, width: rules.protection };
  }
  const level = Math.ceil(protectionLevel(cell.contributions ?? [value], rules.dominance));
  if (level <= 0) return undefined;
  const atMost = Math.max(0, value - level);
  return { why: 'dominance', atMost, atLeast: value + level, width: value + level - atMost };
}

/**
 * How far from the true value an estimate of a sum of money must be able to go (same unit as the contributions);
 * 0 or less: not dominated. p-percent: p/100·x₁ − (X − x₁ − x₂). n-k: 100/k·(x₁ + … + xₙ) − X.
 * An empty list gives 0. Source: Hundepool and others, Statistical Disclosure Control (2012), tables 4.2 and 4.3.
 */
export function protectionLevel(contributions: readonly number[], rule: DominanceRule): number {
  const amounts = [...contributions].filter((amount) => amount > 0).sort((a, b) => b - a);
  const sum = (list: readonly number[]) => list.reduce((total, amount) => total + amount, 0);
  if (amounts.length === 0) return 0;
  if (rule.rule === 'p-percent') return (rule.p / 100) * (amounts[0] ?? 0) - sum(amounts.slice(2));
  return (100 / rule.k) * sum(amounts.slice(0, rule.n)) - sum(amounts);
}
