import type { analyticsApi } from '@commissioning/schemas';
import { type Stage, STAGES } from '../facts/fact';
import { totalOf, type View } from './counts';
import { count, rate } from './figures';

const LABELS: Readonly<Record<Stage, string>> = {
  booking: 'Training places held',
  training: 'Training places taken up',
  bid: 'Bids opened',
  award: 'Contracts awarded',
  contract: 'Value of signed contracts',
  spend: 'Payments approved',
  reported: 'Residents reported on, once for each indicator and period',
  outcome: 'Residents who improved, once for each indicator and period',
};

/** The headline figures: how many organisations there are, and how much of every stage. */
export function overview(
  view: View,
  front: Pick<analyticsApi.Overview, 'scope' | 'needs' | 'segments' | 'facts'>,
): analyticsApi.Overview {
  const organisations = [...view.register.organisations.values()];
  const small = organisations.filter((organisation) => organisation.small).length;
  return {
    ...front,
    organisations: count(organisations.length, 'organisations'),
    smallOrganisations: rate(small, organisations.length, 'organisations'),
    stages: Object.entries(STAGES).map(([stage, { unit }]) => ({
      ...{ stage, label: LABELS[stage as Stage] },
      figure: count(totalOf(view, stage as Stage), unit),
    })),
    improved: rate(totalOf(view, 'outcome'), totalOf(view, 'reported'), 'outcomes'),
  };
}
