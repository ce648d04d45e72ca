import { discussionOf } from './moderation-form';
import { formOf, panelOf } from './panel-form';
import { recommendationOf } from './recommendation-form';

const item = {
  ...{ bidId: 'b', organisationName: 'Kitchen Table', criterionId: 'c', criterion: 'Delivery' },
  scores: ['farida', 'george'].map((person, place) => ({
    person,
    name: person,
    mark: 3 - place,
    rationale: 'x',
  })),
};

describe('the forms of an evaluation', () => {
  it('take a panel from filled rows and name what is missing in a half-filled one', () => {
    const form = {
      'chair-id': 'ines',
      'chair-name': 'Inês',
      'evaluator1-id': 'f',
      'evaluator1-name': 'Farida',
    };
    expect(panelOf(form)).toMatchObject({
      panel: { chair: { person: 'ines' }, evaluators: [{ name: 'Farida' }] },
    });
    const half = panelOf({ ...form, 'evaluator3-name': 'George' });
    expect(half).toMatchObject({
      errors: { of: { 'evaluator3-id': { text: 'Enter the id of the evaluator 3' } } },
    });
  });

  it('show a panel as it is, without those who left', () => {
    const member = {
      role: 'evaluator' as const,
      scores: true,
      clearance: 'cleared' as const,
      scored: 0,
      toScore: 0,
    };
    const left = { at: '2027-01-01T00:00:00Z', because: 'Moved' };
    const panel = [
      { ...member, person: 'g', name: 'George', left },
      { ...member, person: 'f', name: 'Farida' },
    ];
    expect(formOf(panel)).toEqual({ 'evaluator1-id': 'f', 'evaluator1-name': 'Farida' });
  });

  it('record a move only for somebody who was there and whose new mark was entered: nothing is filled in', () => {
    const empty = discussionOf({}, item);
    expect(empty).toMatchObject({ present: [], moves: [] });
    expect(empty).not.toHaveProperty('mark');
    const one = discussionOf({ present: 'farida', 'to-farida': '2', 'to-george': '2', mark: '2' }, item);
    expect(one).toMatchObject({
      present: ['farida'],
      moves: [{ person: 'farida', from: 3, to: 2 }],
      mark: 2,
    });
  });

  it('recommend what was ticked, with the departures that were explained', () => {
    expect(recommendationOf({ bidIds: 'a', summary: ' Best two. ', 'departure-b': '' })).toEqual({
      ...{ bidIds: ['a'], departures: [], summary: 'Best two.' },
    });
    expect(
      recommendationOf({ bidIds: ['a', 'c'], 'departure-b': 'Withdrew', 'decidedBy-b': 'marcus' }),
    ).toMatchObject({
      departures: [{ bidId: 'b', reason: 'Withdrew', decidedBy: 'marcus' }],
    });
  });
});
