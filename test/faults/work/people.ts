import type { Acting, Reachable } from '../../../deploy/local/acts/client';
import type { Ground } from '../ground/ground';
import type { Ledger } from './ledger';
import { PersistentActing } from './persistent';

/** Requests go to the replicas of a service in turn, as a load balancer sends them. */
export function inTurn({ system, replicated }: Ground): Reachable {
  let turn = 0;
  return {
    identityUrl: system.identityUrl,
    url: (service) => {
      turn += 1;
      return system.url(replicated.includes(service) && turn % 2 === 0 ? `${service}-2` : service);
    },
  };
}

/** The ready-made people, each with one client for the whole run. */
export function people(ground: Ground, ledger: Ledger, over: AbortSignal): (key: string) => Acting {
  const reachable = inTurn(ground);
  const known = new Map<string, Acting>();
  return (key) => {
    const acting = known.get(key) ?? new PersistentActing(reachable, key, ledger, over);
    known.set(key, acting);
    return acting;
  };
}
