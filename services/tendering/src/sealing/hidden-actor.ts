import type { Actor } from '@commissioning/auth';
import { currentContext, runInContext } from '@commissioning/service';
import type { KeyKeeper } from './key-keeper';

/**
 * The actor under a name that only the master key can resolve: an audit entry beside a sealed bid must not say whose
 * it is. Each subject has its own, so that an opened bid does not betray one that is still sealed.
 */
export async function hidden(keeper: KeyKeeper, subject: string, actor: Actor): Promise<Actor> {
  const id = `hidden:${await keeper.hash(`actor|${subject}|${actor.id}`)}`;
  return { id, name: 'A person who is not named here', kind: actor.kind, roles: [], scopes: [] };
}

/**
 * Runs a change whose caller and answer must not be kept in clear: an Idempotency-Key is not recorded for it. Only
 * for changes that may be repeated without one.
 */
export function unkept<Result>(work: () => Promise<Result>): Promise<Result> {
  const { correlationId = 'none', traceparent } = currentContext() ?? {};
  return runInContext({ correlationId, ...(traceparent && { traceparent }) }, work);
}
