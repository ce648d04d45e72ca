import {
  may,
  type Permission,
  PERMISSIONS,
  scopesFor,
  SYSTEM_SCOPES,
  systemActor,
  type Actor,
} from './index';

const person = (...roles: Actor['roles']): Actor => ({
  id: 'p',
  name: 'P',
  kind: 'person',
  roles,
  scopes: [],
});

const system = (...scopes: string[]): Actor => ({ id: 's', name: 'S', kind: 'system', roles: [], scopes });

const SCOPES = Object.keys(SYSTEM_SCOPES) as (keyof typeof SYSTEM_SCOPES)[];
const all = Object.keys(PERMISSIONS) as Permission[];

/** What is sealed, what one evaluator thinks, who is ready to bid and what people need. */
const FOR_PERSONS_ONLY =
  /^(bid|bid-content|opening|score|conflict|moderation|quality|ranking|summary|readiness|adjustment):/;

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

  it.each(SCOPES)(
    'lets a system of the council with %s do what stands behind it and nothing else',
    (scope) => {
      expect(all.filter((permission) => may(system(scope), permission)).sort()).toEqual(
        [...SYSTEM_SCOPES[scope]].sort(),
      );
    },
  );

  it('lets a system with a scope that is not in it do nothing', () => {
    for (const scope of ['', 'training', 'training:*', 'constructor', 'toString', 'openid'])
      expect(all.filter((permission) => may(system(scope), permission))).toEqual([]);
  });

  it('gives no scope to a person, whatever their token says', () => {
    const claiming = { ...person(), scopes: SCOPES };
    expect(all.filter((permission) => may(claiming, permission))).toEqual(
      all.filter((permission) => may(person(), permission)),
    );
  });

  it('keeps sealed bids, scores, readiness and what people need from every scope', () => {
    const guarded = all.filter((permission) => FOR_PERSONS_ONLY.test(permission));
    expect(guarded.length).toBeGreaterThan(15);
    expect(guarded.flatMap(scopesFor)).toEqual([]);
    expect(scopesFor('training-reach:read')).toEqual(['training:coordinate', 'training:export']);
  });

  it('gives a coordinating system what a coordinator has by role, but for what people need and who is ready', () => {
    const byRole = all.filter((permission) =>
      (PERMISSIONS[permission] as readonly string[]).includes('training-coordinator'),
    );
    const either = [...SYSTEM_SCOPES['training:coordinate'], ...SYSTEM_SCOPES['training:export']];
    expect(byRole.filter((permission) => !(either as readonly string[]).includes(permission))).toEqual([
      'organisation:register-on-behalf',
      'readiness:read-all',
      'adjustment:arrange',
    ]);
  });

  it('leaves the decision to the decision maker', () => {
    expect(PERMISSIONS['decision:take']).toEqual(['decision-maker']);
  });
});
