import { type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Can, type Permission, Public } from '@commissioning/auth';
import { coordinator, member, nobody, officer } from '../../test/portal-double';
import type { SignIn } from '../sign-in/sign-in';
import type { Visitor } from './visitor';
import { VisitorGuard } from './visitor.guard';

const signIn = { keepFresh: async () => undefined } as unknown as SignIn;

/** Whether somebody gets to a page, or the name of what stops them. */
async function letIn({ actor }: Visitor, permission: Permission | 'public' | undefined): Promise<unknown> {
  class Pages {
    page() {}
  }
  if (permission) (permission === 'public' ? Public() : Can(permission))(Pages);
  const request = { method: 'GET', originalUrl: '/training', session: { person: actor } };
  const context = {
    ...{ getHandler: () => Pages.prototype.page, getClass: () => Pages },
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext;
  return new VisitorGuard(new Reflector(), signIn)
    .canActivate(context)
    .catch((error: unknown) => (error as Error).name);
}

describe('a page', () => {
  it('that is public is for everybody, any other for whoever signed in', async () => {
    expect(await letIn(nobody, 'public')).toBe(true);
    expect(await letIn(nobody, 'portal:use')).toBe('SignInFirst');
    expect(await letIn(member, 'portal:use')).toBe(true);
  });

  it('that names what the service will ask for is not shown to whoever may not do it', async () => {
    expect(await letIn(coordinator, 'course:plan')).toBe(true);
    expect(await letIn(nobody, 'course:plan')).toBe('SignInFirst');
    for (const visitor of [member, officer]) expect(await letIn(visitor, 'course:plan')).toBe('NotPermitted');
  });

  it('that says nothing is shown to nobody', async () => {
    expect(await letIn(coordinator, undefined)).toBe('Error');
  });
});
