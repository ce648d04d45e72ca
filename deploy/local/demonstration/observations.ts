import type { contractsApi } from '@commissioning/schemas';

const GROUPS = ['Disabled under the Equality Act', 'Not disabled under the Equality Act'] as const;

/**
 * What a provider counted: fewer people than planned at first, more of those who are not disabled, better results where
 * it has been known for longer. Small numbers stay small, so that what is published has something to protect.
 */
export function observationsOf(contract: contractsApi.Contract): contractsApi.Observation[] {
  const indicatorId = contract.indicators[0]?.indicatorId as string;
  return contract.reach.wards.flatMap(({ ward, people }, place) =>
    GROUPS.map((category, group) => {
      const denominator = Math.round(people * (group === 0 ? 0.08 : 0.52) * (1 - place * 0.12));
      const numerator = Math.round(denominator * (0.62 - place * 0.07 - (group === 0 ? 0.14 : 0)));
      return { indicatorId, ward, characteristic: 'disability', category, numerator, denominator };
    }),
  );
}
