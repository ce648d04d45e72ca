import type { analyticsApi } from '@commissioning/schemas';
import { reachView } from './reach-view';

const at = (
  stage: analyticsApi.ReachStageName,
  verdict: analyticsApi.GroupAtStage['verdict'],
): analyticsApi.GroupAtStage => ({
  ...{
    stage,
    unit: 'bids',
    placedBy: 'area served',
    numerator: 1,
    denominator: 4,
    verdict,
    because: 'interval-too-wide',
  },
  ratio: { value: 0.5, interval: null, reason: 'counted-in-full' },
  shortfall: { value: 1, interval: null },
  impact: null,
  gapFlagged: true,
});
const term = (stage: analyticsApi.ReachStageName, value: number | null): analyticsApi.LeakTerm => ({
  ...{ stage, value, interval: null },
  status: value === null ? 'lost at this stage' : 'attributed',
});
const group = (name: string, bid: number, award: number | null): analyticsApi.GroupReach => ({
  ...{ group: name, name, numerator: 1, denominator: 10 },
  stages: [at('bid', 'under'), at('award', award === null ? 'insufficient evidence' : 'under')],
  leak: {
    terms: [term('bid', bid), term('award', award)],
    total: award === null ? null : bid + award,
    lostAt: award === null || award < bid ? 'award' : 'bid',
  },
});
const reach = (...groups: analyticsApi.GroupReach[]) =>
  ({ groups, stages: [{ stage: 'bid' }, { stage: 'award' }], leftOut: [] }) as unknown as analyticsApi.Reach;

describe('the page on reach', () => {
  it('says first which groups are lost entirely, and where', () => {
    const view = reachView(reach(group('Poplar', -1, null), group('Weavers', -1, -0.2)), undefined);
    expect(view.finding).toBe('1 group of 2 is lost entirely at: awards');
  });

  it('else names the groups that are clearly under-represented', () => {
    expect(reachView(reach(group('Poplar', -1, 0.1)), undefined).finding).toBe(
      'Clearly under-represented at the last stage: Poplar',
    );
  });

  it('follows the group with the largest loss until another is chosen', () => {
    const all = reach(group('Poplar', -1, -0.2), group('Weavers', -0.1, -3));
    expect(reachView(all, undefined).chosen).toMatchObject({ name: 'Weavers', total: '−3.10' });
    expect(reachView(all, 'Poplar').chosen).toMatchObject({
      name: 'Poplar',
      finding: 'Poplar: most is lost at bids',
    });
  });

  it('calls missing evidence by its name', () => {
    const { rows } = reachView(reach(group('Poplar', -1, null)), undefined);
    expect(rows[0]?.cells[1]?.verdict.text).toBe('Not enough evidence');
  });

  it('has something to say before anything happened', () => {
    expect(reachView({ ...reach(), stages: [] }, undefined)).toMatchObject({
      finding: 'Nothing can be shown yet',
    });
  });
});
