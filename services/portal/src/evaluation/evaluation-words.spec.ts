import type { evaluationApi } from '@commissioning/schemas';
import { shortly, tasksFor } from './evaluation-words';

const seat = (more: Partial<evaluationApi.PanelMember> = {}): evaluationApi.PanelMember => ({
  ...{ person: 'farida', name: 'Farida', role: 'evaluator', scores: true, clearance: 'cleared' },
  ...{ scored: 1, toScore: 4, ...more },
});
const evaluation = (more: Partial<evaluationApi.Evaluation>): evaluationApi.Evaluation =>
  ({
    ...{ id: '1', state: 'scoring', panel: [seat()], pricesOpen: false },
    bids: [{ bidId: 'b', organisationId: 'o', organisationName: 'Kitchen Table' }],
    ...more,
  }) as evaluationApi.Evaluation;
const farida = { actor: { id: 'farida', name: 'Farida', roles: ['evaluator' as const] } };
const anna = { actor: { id: 'anna', name: 'Anna', roles: ['commissioner' as const] } };
const texts = (of: evaluationApi.Evaluation, who = farida as Parameters<typeof tasksFor>[1]) =>
  tasksFor(of, who).map(({ text, isDue }) => `${text}${isDue ? ' (due)' : ''}`);

describe('what an evaluation asks of its reader', () => {
  it('offers an evaluator nothing to score before the declaration', () => {
    const panel = [seat({ clearance: 'not-declared' })];
    expect(texts(evaluation({ panel }))).toEqual(['Declare interests (due)']);
    expect(texts(evaluation({}))).toEqual(['Declare interests', 'Score the bids (due)']);
  });

  it('offers nothing to somebody who left the panel', () => {
    expect(texts(evaluation({ panel: [seat({ left: { at: 'x', because: 'y' } })] }))).toEqual([]);
  });

  it('asks a commissioner for a panel first, and shows the ranking only after moderation has opened', () => {
    expect(texts(evaluation({ state: 'preparing', panel: [], bids: [] }), anna)).toEqual([
      'Appoint the panel (due)',
    ]);
    expect(texts(evaluation({}), anna)).not.toContain('Ranking');
    expect(texts(evaluation({ state: 'quality-locked' }), anna)).toContain('Ranking');
  });

  it('rounds what is read, not what is compared', () => {
    expect(shortly('76.7926853511031107608624960278846837022')).toBe('76.79');
    expect(shortly('90')).toBe('90');
  });
});
