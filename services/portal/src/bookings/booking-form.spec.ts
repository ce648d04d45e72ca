import { contactOf, namesByPlace, partyOf, placesGivenBack } from './booking-form';

const fieldsOf = (result: object) =>
  'errors' in result ? Object.keys((result as { errors: { of: object } }).errors.of) : 'no errors';

describe('booking', () => {
  it('names people line by line and leaves the rest to be named', () => {
    const form = { organisationId: 'o', places: '3', names: ' Ayesha Khan \r\n\r\nBo\n' };
    expect(partyOf(form, 'organisation', 4)).toEqual({
      party: { organisationId: 'o', places: 3, names: ['Ayesha Khan', 'Bo'] },
    });
  });

  it.each([
    ['places', { places: '0' }],
    ['places', { places: '2.5' }],
    ['places', { places: '' }],
    ['places', { places: '5' }],
    ['organisationId', { organisationId: '' }],
    ['names', { names: 'A\nB\nC' }],
  ])('says what is wrong beside %s', (field, change) => {
    const form = { organisationId: 'o', places: '2', names: '', ...change };
    expect(fieldsOf(partyOf(form, 'organisation', 4))).toEqual([field]);
  });

  it('needs no contact, but a whole one', () => {
    expect(contactOf({}, 'organisation')).toEqual({});
    expect(contactOf({ 'contact-name': 'Bea', 'contact-email': 'bea@example.org' }, 'organisation')).toEqual({
      contact: { name: 'Bea', email: 'bea@example.org' },
    });
    const missing = ['contact-name', 'contact-email'];
    expect(fieldsOf(contactOf({ 'contact-phone': '020' }, 'organisation'))).toEqual(missing);
  });

  it('of a team is always said: a team is on no register', () => {
    expect(fieldsOf(contactOf({}, 'team'))).toEqual(['contact-name', 'contact-email']);
  });
});

describe('who comes', () => {
  const people = [{ place: 1, name: 'Ayesha', email: 'a@example.org' }, { place: 3 }];

  it('keeps the address of who stays, and not that of who is swapped', () => {
    expect(namesByPlace({ 'name-1': 'Ayesha', 'name-3': ' Bo ' }, people)).toEqual([
      { name: 'Ayesha', email: 'a@example.org' },
      'Bo',
    ]);
    expect(namesByPlace({ 'name-1': 'Carl' }, people)).toEqual(['Carl', null]);
  });

  it('gives back the places that are ticked, each once', () => {
    expect(placesGivenBack({ place: ['3', '1', '3', 'x'] })).toEqual([3, 1]);
    expect(placesGivenBack({ place: '2' })).toEqual([2]);
    expect(placesGivenBack({})).toEqual([]);
  });
});
