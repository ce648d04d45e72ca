/** The contract award notice, as tendering published it. Without an end there is no standstill. */
export interface AwardNotice {
  readonly publishedOn: string;
  readonly standstillEndsOn?: string;
}

/** A claim or complaint about the tender. A claim suspends signature by law; a complaint does not. */
export interface Challenge {
  readonly kind?: 'claim' | 'complaint';
  readonly resolvedOn?: string;
}

/**
 * The date on which the standstill ended, or undefined while it runs: its last day has passed and no claim is open.
 * A claim that was resolved later ends it on that day. `today` is the London date.
 */
export function endOfStandstill(
  notice: AwardNotice,
  challenges: readonly Challenge[],
  today: string,
): string | undefined {
  const { publishedOn, standstillEndsOn } = notice;
  if (standstillEndsOn && today <= standstillEndsOn) return undefined;
  const claims = challenges.filter(({ kind }) => kind === 'claim');
  if (claims.some(({ resolvedOn }) => !resolvedOn)) return undefined;
  return [standstillEndsOn ?? publishedOn, ...claims.map(({ resolvedOn }) => resolvedOn as string)]
    .sort()
    .at(-1);
}
