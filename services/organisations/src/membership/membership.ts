import { must } from '@commissioning/service';

/** The last member leaves only when an officer ends the membership: an organisation that nobody speaks for is stuck. */
export function mustLeaveSomebody(otherMembers: number, byOfficer: boolean): void {
  must(
    otherMembers > 0 || byOfficer,
    'last-member-cannot-leave',
    'Nobody else acts for this organisation. Invite somebody first, or ask the council to end your membership.',
  );
}
