import {
  type CallHandler,
  createParamDecorator,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { map, type Observable } from 'rxjs';
import { InvalidInput, PreconditionRequired } from './problem';

/** Where the OpenAPI document of a route says that it asks for a version. */
const inDocument: ParameterDecorator = (controller, route) => {
  const method = Object.getOwnPropertyDescriptor(controller, route as string) as PropertyDescriptor;
  ApiHeader({
    name: 'If-Match',
    required: true,
    description: 'The version that you read, such as "3". Stale: 412. Missing: 428.',
    schema: { type: 'string' },
  })(controller, route as string, method);
};

/** The version that the caller read, from `If-Match: "3"`. Missing: 428. */
export const IfMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): number => {
    const { headers } = context.switchToHttp().getRequest<{ headers: Record<string, string | undefined> }>();
    const header = headers['if-match'];
    if (!header)
      throw new PreconditionRequired('Send the version that you read in If-Match, such as If-Match: "3".');
    const version = /^(?:W\/)?"?(\d+)"?$/.exec(header)?.[1];
    if (!version) throw new InvalidInput([{ path: ['If-Match'], message: 'must be a version such as "3"' }]);
    return Number(version);
  },
  [inDocument],
);

/** Sends the version of what is answered as its ETag, ready for the next If-Match. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'http') return next.handle();
    return next.handle().pipe(
      map((body: unknown) => {
        const version = (body as { version?: unknown } | null | undefined)?.version;
        if (typeof version === 'number') {
          context
            .switchToHttp()
            .getResponse<{ header(name: string, value: string): void }>()
            .header('etag', `"${version}"`);
        }
        return body;
      }),
    );
  }
}
