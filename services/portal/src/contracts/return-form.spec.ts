import type { FormErrors } from '../pages/form';
import { counted, type CountLine, linesOf, placesOf, typedLines } from './return-form';

const place = { indicatorId: 'i', ward: 'E05009326', characteristic: 'sex' };
const row = { ...place, category: 'Female', numerator: 4, denominator: 9 };
const elsewhere = { ...row, ward: 'E05009328' };
const line = (numerator: string, denominator: string, category = 'Female'): CountLine => ({
  ...{ category, numerator, denominator },
});

describe('counting people of one ward', () => {
  it('puts new counts in place of those before and leaves other wards alone', () => {
    expect(counted([row, elsewhere], place, [line('1,005', '1,200'), line('', '', 'Male')])).toEqual({
      observations: [elsewhere, { ...row, numerator: 1005, denominator: 1200 }],
    });
  });

  it('takes the ward out when the form is emptied', () => {
    expect(counted([row, elsewhere], place, [line('', '')])).toEqual({ observations: [elsewhere] });
  });

  it.each([
    ['one number is missing', line('4', ''), 'took-part-0'],
    ['the other is missing', line('', '9'), 'reached-0'],
    ['it is no whole number', line('4.5', '9'), 'reached-0'],
    ['it is negative', line('1', '-9'), 'took-part-0'],
    ['more reached it than took part', line('10', '9'), 'reached-0'],
  ])('points at the field when %s', (_, typed, field) => {
    const { errors } = counted([], place, [typed]) as { errors: FormErrors };
    expect(errors.list).toEqual([expect.objectContaining({ href: `#${field}` })]);
  });

  it('shows again what was saved and what was typed', () => {
    expect(linesOf([row], place, ['Female', 'Male'])).toEqual([line('4', '9'), line('', '', 'Male')]);
    expect(typedLines({ 'reached-0': ' x ', 'took-part-0': '9' }, ['Female'])).toEqual([line('x', '9')]);
  });

  it('adds the categories of a place for the list', () => {
    const male = { ...row, category: 'Male', numerator: 1, denominator: 2 };
    expect(placesOf([row, male])).toEqual([{ ...place, numerator: 5, denominator: 11 }]);
  });
});
