import type { equalityAnalysisApi } from '@commissioning/schemas';
import { findingOf, reachChart } from './reach-chart';

const VERDICTS: Record<equalityAnalysisApi.ReachVerdict, { readonly text: string; readonly tag: string }> = {
  over: { text: 'More than its share', tag: 'govuk-tag--blue' },
  parity: { text: 'About its share', tag: 'govuk-tag--green' },
  under: { text: 'Less than its share', tag: 'govuk-tag--red' },
  'insufficient evidence': { text: 'Insufficient evidence', tag: 'govuk-tag--grey' },
};

const COMPARISON = { text: 'For comparison', tag: 'govuk-tag--grey' };

const WHOLE: Record<equalityAnalysisApi.CheckVerdict, string> = {
  'no-gap-found': 'No gap was found in what could be measured, and everything could be measured.',
  'gaps-found': 'Gaps were found: some wards or groups would get less than their share.',
  'insufficient-evidence':
    'Insufficient evidence: no gap was found in what could be measured, but not everything could be.',
};

/** Findings with verdicts in words, ratios as text, and the chart; for the officer's page and the decision maker's. */
export function readableFindings(findings: equalityAnalysisApi.AwardFindings) {
  const judged = <Row extends equalityAnalysisApi.WardReach | equalityAnalysisApi.GroupReach>(row: Row) => ({
    ...row,
    words: VERDICTS[row.verdict],
    ratioText: ratioText(row.ratio),
    shortBy: row.shortfall && row.shortfall > 0 ? Math.round(row.shortfall) : undefined,
  });
  return {
    ...findings,
    verdictText: WHOLE[findings.verdict],
    finding: findingOf(findings.wards),
    chart: reachChart(findings.wards),
    wards: findings.wards.map(judged).sort((a, b) => a.name.localeCompare(b.name, 'en-GB')),
    groups: findings.groups.map((group) => ({
      ...judged(group),
      ...(group.isComparator && { words: COMPARISON }),
      statedPercent: group.completeness === undefined ? undefined : Math.round(group.completeness * 100),
    })),
  };
}

/** "0.54 (0.41 to 0.70)", or that there is none. */
export function ratioText({ value, lower, upper }: equalityAnalysisApi.ReachRatio): string {
  if (value === undefined) return 'None';
  return lower === undefined || upper === undefined
    ? value.toFixed(2)
    : `${value.toFixed(2)} (${lower.toFixed(2)} to ${upper.toFixed(2)})`;
}
