import { type Actor, type Role, ROLES, systemActor } from '@commissioning/auth';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { levelOf, mayRead, nextStep } from './readiness';

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
    expect(levelOf('tender-process', evidence).level).toBe(level);
  });

  const policy = (inDate: boolean) => ({ title: 'Keeping children safe', expiresOn: '2026-12-31', inDate });

  it.each([
    ['safeguarding', { rating: 'we-do-this' }, 'nearly'],
    ['safeguarding', { rating: 'we-do-this', policy: policy(false) }, 'nearly'],
    ['safeguarding', { rating: 'we-do-this', policy: policy(true) }, 'ready'],
    ['safeguarding', { rating: 'with-help', attended: 'attended', policy: policy(true) }, 'ready'],
    ['safeguarding', { rating: 'not-yet', policy: policy(true) }, 'not-yet'],
    ['consortium-bidding', { rating: 'we-do-this' }, 'ready'],
  ] as const)('in %s with %j is %s: a document counts where one shows it', (competency, evidence, level) => {
    expect(levelOf(competency, evidence).level).toBe(level);
  });
});

describe('the next step', () => {
  const session = (placesFree: number): capacityBuildingApi.NextSession => ({
    ...{ sessionId: 's', courseTitle: 'Keeping safe', startsAt: '2026-12-01T10:00:00Z', placesFree },
  });

  it.each([
    [{}, session(1), 'Say how you see yourselves.'],
    [{ rating: 'not-yet' }, session(1), 'Book a place in the next session.'],
    [{ rating: 'not-yet' }, session(0), 'Join the list of the next session.'],
    [{ rating: 'not-yet' }, undefined, 'No session is planned yet. Ask the training team for one.'],
    [{ rating: 'we-do-this' }, session(1), 'Note your safeguarding policy and until when it counts.'],
  ] as const)('with %j is one that can be taken today', (evidence, next, step) => {
    expect(nextStep('safeguarding', evidence, next)).toBe(step);
  });

  it('is nothing for those who are ready', () => {
    expect(nextStep('tender-process', { rating: 'we-do-this' }, session(1))).toBeUndefined();
  });
});
