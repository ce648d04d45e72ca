import { choicesOf, formOfNeeds, needInWords, needsOf } from './needs-form';

const two = [{ place: 1, name: 'Ayesha' }, { place: 2 }];

const errorsOf = (result: object) =>
  'errors' in result ? Object.keys((result as { errors: { of: object } }).errors.of) : 'no errors';

describe('what people need', () => {
  it('is asked for only where it is ticked, whatever stands beside', () => {
    expect(needsOf({ need: 'bsl', 'detail-bsl': '', 'detail-travel': 'From Bow' }, two)).toEqual({
      needs: [{ kind: 'bsl' }],
    });
  });

  it('may be nothing', () => {
    expect(needsOf({}, [{ place: 1 }])).toEqual({ needs: [] });
  });

  it('says for whom, and comes back into the form as it was typed', () => {
    const form = {
      need: ['bsl', 'travel'],
      'for-bsl': '2',
      'detail-bsl': '',
      'for-travel': '',
      'detail-travel': 'Taxi',
    };
    const read = needsOf(form, two);
    expect(read).toEqual({
      needs: [
        { kind: 'bsl', place: 2 },
        { kind: 'travel', detail: 'Taxi' },
      ],
    });
    expect('needs' in read && formOfNeeds(read.needs)).toEqual(form);
  });

  it.each([
    ['detail-interpreter', { need: 'interpreter' }],
    ['detail-other', { need: 'other', 'detail-other': '  ' }],
    ['detail-travel', { need: 'travel', 'detail-travel': 'x'.repeat(2_001) }],
    ['for-bsl', { need: 'bsl', 'for-bsl': '3' }],
  ])('is refused beside %s', (field, form) => {
    expect(errorsOf(needsOf(form, two))).toEqual([field]);
  });

  it('names the person, or says that nobody is named', () => {
    expect(needInWords({ kind: 'bsl', place: 1 }, two)).toBe('British Sign Language interpreter for Ayesha');
    expect(needInWords({ kind: 'bsl', place: 2 }, two)).toContain('person 2, not named yet');
  });

  it('goes by the numbers of the places, which have gaps where some were given back', () => {
    const left = [{ place: 1, name: 'Ayesha' }, { place: 3 }];
    expect(choicesOf(left)).toEqual([
      { place: 1, called: 'Ayesha' },
      { place: 3, called: 'person 3, not named yet' },
    ]);
    expect(needsOf({ need: 'bsl', 'for-bsl': '3' }, left)).toEqual({ needs: [{ kind: 'bsl', place: 3 }] });
    expect(errorsOf(needsOf({ need: 'bsl', 'for-bsl': '2' }, left))).toEqual(['for-bsl']);
  });
});
