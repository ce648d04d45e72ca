import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Actor, Role } from '@commissioning/auth';
import type { Request } from 'express';

/** Who is looking at a page: a signed-in person with their token, or anybody. */
export interface Visitor {
  readonly actor?: Pick<Actor, 'id' | 'name'> & { readonly roles: readonly Role[] };
  readonly token?: string;
}

/** What the portal keeps in a session. */
declare module 'express-session' {
  interface SessionData {
    person?: { id: string; name: string; roles: Role[] };
    tokens?: { access: string; refresh?: string; id?: string; endsAt: number };
    signingIn?: { verifier: string; state: string; returnTo: string };
    success?: string;
  }
}

/** The visitor of the page. */
export const TheVisitor = createParamDecorator((_: unknown, context: ExecutionContext): Visitor => {
  const { session } = context.switchToHttp().getRequest<Request>();
  return { actor: session.person, token: session.tokens?.access };
});
