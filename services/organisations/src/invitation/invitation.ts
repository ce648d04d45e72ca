import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { must } from '@commissioning/service';

const CODE_BYTES = 18;
const VALID_DAYS = 14;

/** What decides whether somebody may accept. */
export interface InvitationTerms {
  readonly state: string;
  readonly personId: string | null;
  readonly codeHash: string | null;
  readonly expiresAt: Date;
}

/** A code that cannot be guessed, for the e-mail. */
export const newCode = (): string => randomBytes(CODE_BYTES).toString('base64url');

/** All that is kept of a code. */
export const hashOf = (code: string): string => createHash('sha256').update(code).digest('hex');

export const expiryOf = (invitedAt: Date): Date => new Date(invitedAt.getTime() + VALID_DAYS * 86_400_000);

/** Whether the invitation is for this person: named in it, or holding the code of its e-mail. */
export function isFor(invitation: InvitationTerms, personId: string, code?: string): boolean {
  if (invitation.personId) return invitation.personId === personId;
  if (!invitation.codeHash || !code) return false;
  return timingSafeEqual(Buffer.from(hashOf(code)), Buffer.from(invitation.codeHash));
}

/** An invitation is answered once and in time. */
export function mustBeOpen(invitation: InvitationTerms, nowMs: number): void {
  must(invitation.state === 'open', 'invitation-not-open', `This invitation was ${invitation.state} before.`);
  must(
    nowMs < invitation.expiresAt.getTime(),
    'invitation-expired',
    `This invitation ran out after ${VALID_DAYS} days. Ask for a new one.`,
  );
}
