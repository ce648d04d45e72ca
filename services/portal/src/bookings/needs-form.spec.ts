import { formOfNeeds, needInWords, needsOf } from './needs-form';

const errorsOf = (result: object) =>
  'errors' in result ? Object.keys((result as { errors: { of: object } }).errors.of) : 'no errors';

describe('what people need', () => {
  it('is asked for only where it is ticked, whatever stands beside', () => {
    expect(needsOf({ need: 'bsl', 'detail-bsl': '', 'detail-travel': 'From Bow' }, 2)).toEqual({
      needs: [{ kind: 'bsl' }],
    });
  });

  it('may be nothing', () => {
    expect(needsOf({}, 1)).toEqual({ needs: [] });
  });

  it('says for whom, and comes back into the form as it was typed', () => {
    const form = {
      need: ['bsl', 'travel'],
      'for-bsl': '2',
      'detail-bsl': '',
      'for-travel': '',
      'detail-travel': 'Taxi',
    };
    const read = needsOf(form, 2);
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
    expect(errorsOf(needsOf(form, 2))).toEqual([field]);
  });

  it('names the person, or says that nobody is named', () => {
    expect(needInWords({ kind: 'bsl', place: 1 }, ['Ayesha'])).toBe(
      'British Sign Language interpreter for Ayesha',
    );
    expect(needInWords({ kind: 'bsl', place: 2 }, ['Ayesha', null])).toContain('person 2, not named yet');
  });
});
