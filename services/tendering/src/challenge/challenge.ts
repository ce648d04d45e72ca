import { must } from '@commissioning/service';

/** A challenge is recorded once it has been received, not before. */
export function mustHaveArrived(receivedOn: string, today: string): void {
  must(receivedOn <= today, 'challenge-received-in-future', 'The day of receipt lies in the future.');
}

/** A challenge ends once. */
export function mustBeUnresolved(challenge: { readonly resolvedOn: Date | null }): void {
  must(!challenge.resolvedOn, 'challenge-already-resolved', 'This challenge was resolved before.');
}
