import { draftOf, formOf, type OrganisationForm } from './organisation-form';

const typed: OrganisationForm = {
  name: ' Bow Youth Club ',
  legalForm: 'Charitable trust',
  charityNumber: '1112223',
  companyNumber: '',
  income: '£42,000',
  homeWard: 'E05009319',
  wardsServed: ['E05009319', 'E05009320'],
  equalityFocus: 'Migrants, refugees and people seeking asylum',
};

describe('the form of an organisation', () => {
  it('becomes what the register takes', () => {
    expect(draftOf(typed)).toEqual({
      organisation: {
        name: 'Bow Youth Club',
        legalForm: 'Charitable trust',
        identifiers: [{ scheme: 'GB-CHC', id: '1112223' }],
        annualIncomePence: 42_000_00,
        homeWard: 'E05009319',
        wardsServed: ['E05009319', 'E05009320'],
        equalityFocus: ['Migrants, refugees and people seeking asylum'],
      },
    });
  });

  it('takes codes typed in one line where no names are known', () => {
    const draft = draftOf({ ...typed, wardsServed: 'E05009319, E05009320' });
    expect(draft).toMatchObject({ organisation: { wardsServed: ['E05009319', 'E05009320'] } });
  });

  it.each([
    ['name', { name: '' }],
    ['legalForm', { legalForm: '' }],
    ['income', { income: 'a lot' }],
    ['homeWard', { homeWard: 'Bow' }],
    ['wardsServed', { wardsServed: '' }],
    ['contactEmail', { contactEmail: 'nobody' }],
    ['equalityFocus', { equalityFocus: 'Everybody' }],
  ])('says what is wrong beside %s, and there only', (field, change) => {
    const result = draftOf({ ...typed, ...change });
    expect('errors' in result && Object.keys(result.errors.of)).toEqual([field]);
  });

  it('keeps the numbers that it does not ask for', () => {
    const local = { scheme: 'LOCAL' as const, id: 'L000007' };
    const draft = draftOf(typed, [local, { scheme: 'GB-CHC', id: '9999999' }]);
    expect(draft).toMatchObject({
      organisation: { identifiers: [{ scheme: 'GB-CHC', id: '1112223' }, local] },
    });
  });

  it('comes back as it was entered', () => {
    const draft = draftOf(typed);
    if ('errors' in draft) throw new Error('The form was not taken.');
    const entry = { ...draft.organisation, id: 'x', small: true, version: 1 };
    expect(draftOf(formOf(entry))).toEqual(draft);
  });
});
