import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import type { Observable } from 'rxjs';
import { currentContext } from '../run/request-context';
import { hashBody } from './idempotency';
import { InvalidInput } from './problem';

interface KeyedHttpRequest {
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
  readonly headers: Record<string, string | undefined>;
  readonly actor?: Actor;
}

/** Puts an Idempotency-Key of a POST where the store finds it when the request changes something. */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<KeyedHttpRequest>();
    const key = request.headers['idempotency-key'];
    const here = currentContext();
    if (request.method === 'POST' && key !== undefined && here && request.actor) {
      if (!/^[\x21-\x7e]{8,200}$/.test(key)) {
        throw new InvalidInput([
          { path: ['Idempotency-Key'], message: 'must be 8 to 200 visible characters' },
        ]);
      }
      const { actor, url, body } = request;
      here.idempotency = {
        caller: actor.id,
        key,
        route: `POST ${url.split('?')[0]}`,
        bodyHash: hashBody(body),
      };
    }
    return next.handle();
  }
}
