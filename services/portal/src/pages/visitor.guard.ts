import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { may, NotPermitted, PERMISSION, type Permission } from '@commissioning/auth';
import type { Request } from 'express';
import type { SignIn } from '../sign-in/sign-in';

/** The page is for signed-in people; the error page sends the browser to sign in and back. */
export class SignInFirst extends Error {
  constructor(readonly returnTo: string) {
    super('Sign in first.');
    this.name = 'SignInFirst';
  }
}

/**
 * Public pages are for everybody; all others ask for a person. What the person may do there, the services decide; a
 * page that would show a form before it asks them anything names the permission that they will ask for.
 */
@Injectable()
export class VisitorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly signIn: SignIn,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<Request>();
    const permission = this.reflector.getAllAndOverride<Permission | 'public' | undefined>(PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    await this.signIn.keepFresh(request.session);
    if (permission === 'public') return true;
    if (!permission) throw new Error('The page declares no permission.');
    const { person } = request.session;
    if (!person) throw new SignInFirst(request.method === 'GET' ? request.originalUrl : '/');
    if (!may({ ...person, kind: 'person', scopes: [] }, permission)) throw new NotPermitted(permission);
    return true;
  }
}
