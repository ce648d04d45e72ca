import { may, PERMISSIONS, systemActor, type Actor } from './index';

const person = (...roles: Actor['roles']): Actor => ({
  id: 'p',
  name: 'P',
  kind: 'person',
  roles,
  scopes: [],
});

describe('the table of permissions', () => {
  it('gives a role its own permissions and no other', () => {
    expect(may(person('commissioner'), 'tender:publish')).toBe(true);
    expect(may(person('evaluator'), 'tender:publish')).toBe(false);
    expect(may(person(), 'tender:publish')).toBe(false);
  });

  it('gives any signed-in person what members may do, and never a system', () => {
    expect(may(person(), 'bid:write')).toBe(true);
    expect(may(systemActor('evaluation'), 'bid:write')).toBe(false);
  });

  it('lets a service do only what names it', () => {
    expect(may(systemActor('evaluation'), 'bid:read-opened')).toBe(true);
    expect(may(systemActor('analytics'), 'bid:read-opened')).toBe(false);
  });

  it('leaves the decision to the decision maker', () => {
    expect(PERMISSIONS['decision:take']).toEqual(['decision-maker']);
  });
});
