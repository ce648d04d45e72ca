import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException } from '@nestjs/common';
import { NotPermitted } from '@commissioning/auth';
import type { Logger } from '@commissioning/service';
import type { Request, Response } from 'express';
import { Page } from './page';
import type { PageRenderer } from './renderer';
import { ApiProblem } from './service-api';
import { SignInFirst } from './visitor.guard';

const TITLES: Record<number, string> = {
  401: 'Sign in again',
  403: 'You do not have access to this page',
  404: 'Page not found',
  409: 'This cannot be done',
  412: 'Somebody else changed this',
  503: 'Sorry, part of the service is not available',
};

/** Every error as a page that says what happened and what to do. */
@Catch()
export class ErrorPages implements ExceptionFilter {
  constructor(
    private readonly renderer: PageRenderer,
    private readonly log: Logger,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, response] = [http.getRequest<Request>(), http.getResponse<Response>()];
    if (error instanceof SignInFirst || (error instanceof ApiProblem && error.problem.status === 401)) {
      const returnTo = error instanceof SignInFirst ? error.returnTo : '/';
      response.redirect(303, `/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
      return;
    }
    const status = statusOf(error);
    if (status >= 500 && status !== 503)
      this.log.error({ error: String(error), stack: (error as Error)?.stack }, 'A page failed');
    // The name of a permission says nothing to a person: the page has words of its own for that.
    const detail =
      error instanceof ApiProblem && error.problem.code !== 'not-permitted'
        ? error.problem.detail
        : undefined;
    const title =
      TITLES[status] ??
      (status >= 500 ? 'Sorry, there is a problem with the service' : 'This request could not be read');
    response.send(
      this.renderer.render(new Page('pages/error', { title, status, detail }, status), request, response),
    );
  }
}

function statusOf(error: unknown): number {
  if (error instanceof ApiProblem) return error.problem.status;
  if (error instanceof NotPermitted) return 403;
  if (error instanceof HttpException) return error.getStatus();
  const { statusCode, status } = error as { statusCode?: unknown; status?: unknown };
  return typeof statusCode === 'number' ? statusCode : typeof status === 'number' ? status : 500;
}
