import { fieldsOf, groupRows, readReach, wardRows } from './reach-form';

const WARDS = [
  { code: 'E05009317', name: 'Bethnal Green' },
  { code: 'E05009329', name: 'Limehouse' },
];
const reach = {
  wards: [
    { ward: 'E05009329', people: 1_200 },
    { ward: 'E05000999', people: 3 },
  ],
  groups: [{ characteristic: 'disability', category: 'Disabled, a lot | a little', people: 40 }],
};

describe('the form for reach', () => {
  it('gives back what it showed, wards of elsewhere included', () => {
    expect(readReach(fieldsOf(reach, WARDS))).toEqual({ reach });
    expect(readReach(fieldsOf(reach, []))).toEqual({ reach });
  });

  it('has a line for every ward, filled where there is a number', () => {
    expect(wardRows(WARDS, fieldsOf(reach, WARDS)).map(({ name, value }) => [name, value])).toEqual([
      ['Bethnal Green', ''],
      ['Limehouse', '1200'],
    ]);
  });

  it('keeps a group that is no longer among the published ones', () => {
    const rows = groupRows([{ characteristic: 'sex', category: 'Women' }], fieldsOf(reach, WARDS));
    expect(rows.map(({ name }) => name)).toEqual(['Women (sex)', 'Disabled, a lot | a little (disability)']);
  });

  it('takes numbers as people type them, and an empty line for nobody', () => {
    expect(readReach({ 'ward:E05009317': ' 1,200 ', 'ward:E05009329': '' })).toEqual({
      reach: { wards: [{ ward: 'E05009317', people: 1_200 }], groups: [] },
    });
  });

  it.each([
    ['ward:E05009317', 'many', 'ward-E05009317'],
    ['ward:E05009317', '12.5', 'ward-E05009317'],
    ['ward:E05009317', '-1', 'ward-E05009317'],
    ['group:sex|Trans women', 'all', 'group-sex-Trans-women'],
    ['others', 'Limehouse 12', 'others'],
    ['others', 'E05009317', 'others'],
  ])('says which line is wrong: %s “%s”', (field, value, id) => {
    expect(readReach({ [field]: value })).toMatchObject({ problems: [{ field: id }] });
  });

  it('gives each input an id that a link can name', () => {
    const rows = groupRows([{ characteristic: 'sex', category: 'Trans women' }], {});
    expect(rows.map(({ id }) => id)).toEqual(['group-sex-Trans-women']);
  });

  it('does not read fields that are not its own', () => {
    expect(readReach({ _csrf: '12', 'ward:E0500': '4' })).toEqual({ reach: { wards: [], groups: [] } });
  });
});
