import { must } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';

/** Crockford's alphabet: nobody takes I, L, O or U for something else. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 60 random bits: nobody finds a certificate by trying. */
const LENGTH = 12;

/** The reference of a certificate from at least twelve random bytes: `CC-7KQ4-M2XD-9PWF`. */
export function referenceFrom(random: Uint8Array): string {
  if (random.length < LENGTH) throw new Error(`A reference takes ${LENGTH} random bytes.`);
  const letters = Array.from(random.subarray(0, LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');
  return `CC-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`;
}

/** What a certificate says. */
export interface Said {
  readonly name: string;
  readonly courseTitle: string;
  readonly startsAt: Date;
}

/** What the register says today of one place of a booking. */
export interface Registered {
  readonly bookingState: string;
  readonly attendance: string | null;
  readonly name: string | null;
  readonly courseTitle: string;
  readonly startsAt: Date;
}

/** The name for the certificate: of somebody who attended the whole session. */
export function mustHaveAttended({ bookingState, attendance, name }: Registered): string {
  must(
    bookingState === 'booked' && attendance === 'attended',
    'certificate-needs-attendance',
    'A certificate is for people who attended the whole session.',
  );
  must(name, 'certificate-needs-a-name', 'Name the person first: a certificate is for somebody.');
  return name;
}

/** Whether a certificate counts: what the register says today decides, not what it said on the day of issue. */
export function stateOf(
  said: Said,
  registered: Registered,
  isNewest: boolean,
): capacityBuildingApi.CertificateState {
  if (registered.bookingState !== 'booked' || registered.attendance !== 'attended') return 'revoked';
  if (!isNewest) return 'replaced';
  const same =
    said.name === registered.name &&
    said.courseTitle === registered.courseTitle &&
    said.startsAt.getTime() === registered.startsAt.getTime();
  return same ? 'valid' : 'out-of-date';
}
