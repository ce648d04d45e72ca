import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request or event carries through everything it causes. */
export interface RequestContext {
  readonly correlationId: string;
  readonly traceparent?: string;
  /** Present while a request with an Idempotency-Key is answered. */
  idempotency?: {
    readonly caller: string;
    readonly key: string;
    readonly route: string;
    readonly bodyHash: string;
  };
}

const storage = new AsyncLocalStorage<RequestContext>();

export const runInContext = <Result>(context: RequestContext, work: () => Result): Result =>
  storage.run(context, work);

/** The context of the work in hand; undefined outside a request or event. */
export const currentContext = (): RequestContext | undefined => storage.getStore();
