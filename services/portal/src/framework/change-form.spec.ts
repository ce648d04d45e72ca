import { changeOf, type ChangeForm, type ChangeKind } from './change-form';

const because = { reason: 'It came out of workshop 4.', decidedBy: 'Workshop 4', source: 'App.1 2.21' };
const read = (kind: ChangeKind, form: ChangeForm) => {
  const result = changeOf(kind, { ...because, ...form });
  return 'errors' in result ? result.errors.list.map(({ href }) => href) : result.change;
};

describe('the form of a change of the framework', () => {
  it('adds one area a line and skips empty ones', () => {
    expect(
      read('add', { titles: 'Inclusion\r\n\r\n  Housing ', kind: 'outcome', standing: 'listed' }),
    ).toMatchObject({
      change: 'add',
      into: [{ title: 'Inclusion' }, { title: 'Housing' }],
    });
  });

  it('merges ticked areas, and asks for a second when only one is ticked', () => {
    expect(read('merge', { areaIds: ['a', 'b'], title: 'Cohesion', standing: 'priority' })).toMatchObject({
      areaIds: ['a', 'b'],
      into: { title: 'Cohesion', standing: 'priority' },
    });
    expect(read('merge', { areaIds: 'a', title: 'Cohesion' })).toEqual(['#areaIds']);
  });

  it('asks for reason, decision maker and source of every change', () => {
    expect(read('drop', { areaId: 'a', reason: ' ', decidedBy: '', source: '' })).toEqual([
      '#reason',
      '#decidedBy',
      '#source',
    ]);
  });
});
