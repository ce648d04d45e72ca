import { TIERS, type ProportionalityPolicy, type Tier, type TierName } from './policy';
import { ProportionalityRefusal } from './proportionality-refusal';

/** What makes a contract heavy or light. */
export interface ContractWeight {
  /** Whole-life value, VAT included, in whole pence. */
  valuePence: number | bigint;
  /** Whole months of the term, extensions included; at least 1. */
  months: number;
  /** What failure would do to people, judged and recorded by the commissioner. */
  risk: 'low' | 'medium' | 'high';
}

/** A tier, what it allows, and why it is this one. */
export interface TierFinding {
  tier: TierName;
  allows: Tier;
  because: string[];
}

/**
 * The tier of a contract. The whole-life value gives it (a value at a limit is in the tier above). A long
 * contract whose value for a year lies two or more tiers lower moves one down; high risk moves one up, never
 * beyond the heaviest. Low risk takes nothing away.
 * @throws ProportionalityRefusal `value-not-whole-pence`, `duration-not-positive`.
 * @see Design "Proportionality engine": from value, duration, risk.
 */
export function tierOf(
  { valuePence, months, risk }: ContractWeight,
  policy: ProportionalityPolicy,
): TierFinding {
  const value = wholePence(valuePence);
  if (!Number.isSafeInteger(months) || months < 1) {
    throw new ProportionalityRefusal(
      'duration-not-positive',
      `A contract runs whole months, at least 1, not ${months}.`,
    );
  }
  const byValue = tierForValue(value, policy);
  const aYear = months <= 12 ? value : (value * 12n) / BigInt(months);
  const byYear = tierForValue(aYear, policy);
  const because = [`Its value makes it ${TIERS[byValue]}.`];
  let place = byValue;
  if (byValue - byYear >= 2) {
    place -= 1;
    because.push(`Spread over ${months} months it is one tier lighter.`);
  }
  if (risk === 'high' && place < TIERS.length - 1) {
    place += 1;
    because.push('High risk makes it one tier heavier.');
  }
  const tier = TIERS[place]!;
  return { tier, allows: policy.tiers[tier], because };
}

/** Whole pence from 0 on. @throws ProportionalityRefusal `value-not-whole-pence`. */
export function wholePence(value: number | bigint): bigint {
  if (value >= 0 && (typeof value === 'bigint' || Number.isSafeInteger(value))) return BigInt(value);
  throw new ProportionalityRefusal(
    'value-not-whole-pence',
    `A value is whole pence from 0 on, not ${value}.`,
  );
}

function tierForValue(value: bigint, { tiers }: ProportionalityPolicy): number {
  const place = TIERS.findIndex((name) => {
    const { belowPence } = tiers[name];
    return belowPence === null || value < belowPence;
  });
  return place === -1 ? TIERS.length - 1 : place;
}
