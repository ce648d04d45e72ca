import { ROLES } from '@commissioning/auth';
import { GROUPS, PEOPLE, personCalled, personWithId } from './people';

describe('the ready-made people', () => {
  it('fill every role, and no role that the product does not know', () => {
    const filled = PEOPLE.flatMap((person) => person.roles);
    expect([...new Set(filled)].sort()).toEqual([...ROLES].sort());
  });

  it('can be told apart by id, key, name and address', () => {
    for (const mark of ['id', 'key', 'name', 'email'] as const) {
      expect(new Set(PEOPLE.map((person) => person[mark])).size).toBe(PEOPLE.length);
    }
  });

  it('have ids that services accept as subjects, and addresses that reach nobody', () => {
    for (const { id, email } of PEOPLE) {
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(email).toMatch(/\.example$/);
    }
  });

  it('give those of organisations and the public no role at the council', () => {
    const outside = PEOPLE.filter(({ group }) => group === 'organisations' || group === 'public');
    expect(outside.length).toBeGreaterThanOrEqual(7);
    expect(outside.flatMap((person) => person.roles)).toEqual([]);
  });

  it('allow an analysis to be written, reviewed and approved by three of them, and bids to be opened by two', () => {
    expect(PEOPLE.filter(({ roles }) => roles.includes('equality-officer')).length).toBeGreaterThanOrEqual(3);
    expect(PEOPLE.filter(({ roles }) => roles.includes('opening-officer')).length).toBeGreaterThanOrEqual(2);
  });

  it('leave no heading of the sign-in page empty', () => {
    expect(new Set(PEOPLE.map(({ group }) => group))).toEqual(new Set(Object.keys(GROUPS)));
  });

  it('are found by key and by id', () => {
    const anna = personCalled('anna-commissioner');
    expect(anna?.roles).toEqual(['commissioner', 'opening-officer']);
    expect(personWithId(anna!.id)).toBe(anna);
    expect(personCalled('nobody')).toBeUndefined();
  });
});
