import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { Request, Response } from 'express';
import { EMPTY, mergeMap, type Observable, of } from 'rxjs';
import { Page, Redirect } from './page';
import type { PageRenderer } from './renderer';

/** Renders a `Page` and follows a `Redirect`; anything else passes through. */
@Injectable()
export class PageInterceptor implements NestInterceptor {
  constructor(private readonly renderer: PageRenderer) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    return next.handle().pipe(
      mergeMap((result: unknown) => {
        if (result instanceof Page) {
          this.renderer.send(result, request, response);
          return EMPTY;
        }
        if (result instanceof Redirect) {
          if (result.success) request.session.success = result.success;
          response.redirect(303, result.to);
          return EMPTY;
        }
        return of(result);
      }),
    );
  }
}
