import { type Actor, type Role, ROLES, systemActor } from '@commissioning/auth';
import { levelOf, mayRead } from './readiness';

const person = (...roles: Role[]): Actor => ({ id: 'p', name: 'P', kind: 'person', roles, scopes: [] });
const others = ROLES.filter((role) => role !== 'training-coordinator');

describe('who reads how ready an organisation is', () => {
  it('is its members and the training coordinators', () => {
    expect(mayRead(person(), true)).toBe(true);
    expect(mayRead(person('training-coordinator'), false)).toBe(true);
    expect(mayRead(person(), false)).toBe(false);
  });

  it.each(others)('is never a %s, though they coordinate training or sit on its board as well', (role) => {
    expect(mayRead(person(role), false)).toBe(false);
    expect(mayRead(person(role), true)).toBe(false);
    expect(mayRead(person(role, 'training-coordinator'), true)).toBe(false);
  });

  it('is never a system', () => {
    expect(mayRead(systemActor('evaluation'), true)).toBe(false);
  });
});

describe('how ready an organisation is', () => {
  it.each([
    [{ rating: 'we-do-this' }, 'ready'],
    [{ rating: 'with-help', attended: 'attended' }, 'ready'],
    [{ rating: 'with-help', attended: 'partly' }, 'nearly'],
    [{ rating: 'with-help' }, 'nearly'],
    [{ rating: 'not-yet', attended: 'attended' }, 'nearly'],
    [{ attended: 'attended' }, 'nearly'],
    [{ attended: 'partly' }, 'nearly'],
    [{ rating: 'not-yet' }, 'not-yet'],
    [{}, 'not-yet'],
  ] as const)('%j is %s', (evidence, level) => {
    expect(levelOf(evidence).level).toBe(level);
  });
});
