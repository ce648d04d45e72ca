import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
  StreamableFile,
} from '@nestjs/common';
import type { Request, Response } from 'express';
import { mergeMap, type Observable } from 'rxjs';
import { saved } from '../sign-in/sign-in';
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
      mergeMap(async (result: unknown) => {
        if (result instanceof Page) return this.renderer.render(result, request, response);
        // Express would write a download out as the JSON of its bytes.
        if (Buffer.isBuffer(result)) return new StreamableFile(result);
        if (!(result instanceof Redirect)) return result;
        if (result.success) {
          request.session.success = result.success;
          await saved(request.session);
        }
        response.status(303).setHeader('location', result.to);
        return '';
      }),
    );
  }
}
