import {
  type CanActivate,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  SetMetadata,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Actor } from './actor';
import { may, type Permission } from './permissions';
import { TokenVerifier, Unauthenticated } from './tokens';

/** Metadata key under which a route's permission stands. */
export const PERMISSION = 'commissioning:permission';

/** A route for everybody, without a token: what is public by its nature. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PERMISSION, 'public');

/** The permission that a route asks for. A route without one is refused to everybody, and the check fails. */
export const Can = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(PERMISSION, permission);

/** The actor who was let in; undefined on a public route without a token. */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Actor | undefined => {
  return context.switchToHttp().getRequest<{ actor?: Actor }>().actor;
});

/** The table does not give this actor the permission. */
export class NotPermitted extends Error {
  constructor(permission: string, whose = 'Your role does') {
    super(`${whose} not include ${permission}.`);
    this.name = 'NotPermitted';
  }
}

/** Lets a request in when its token is genuine and its actor has the permission of the route. */
@Injectable()
export class PermissionGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.getAllAndOverride<Permission | 'public' | undefined>(PERMISSION, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context
      .switchToHttp()
      .getRequest<{ headers: Record<string, string | undefined>; actor?: Actor }>();
    const token = /^Bearer (.+)$/i.exec(request.headers['authorization'] ?? '')?.[1];
    if (token) request.actor = await this.tokens.verify(token);
    if (permission === 'public') return true;
    if (!permission) throw new NotPermitted('anything: the route declares no permission');
    if (!request.actor) throw new Unauthenticated('Sign in, or send an access token as a bearer token.');
    if (!may(request.actor, permission))
      throw new NotPermitted(
        permission,
        request.actor.kind === 'system' ? 'The scopes of this system do' : undefined,
      );
    return true;
  }
}
