import { z } from 'zod';
import { Day, Id, Instant, Line } from '../../primitives';
import { Competency } from './course';

/** Twelve letters and figures that nobody confuses, in groups: `CC-7KQ4-M2XD-9PWF`. */
export const CertificateReference = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^CC(-[0-9A-HJKMNP-TV-Z]{4}){3}$/, 'must look like CC-7KQ4-M2XD-9PWF');

/** Asks for the certificate of one person who attended. Asked again, it is the same one. */
export const NewCertificate = z
  .strictObject({ bookingId: Id, place: z.int().positive() })
  .meta({ id: 'NewCertificate' });
export type NewCertificate = z.infer<typeof NewCertificate>;

/**
 * `valid`: the register says today what the certificate says. `out-of-date`: the register was corrected since; ask
 * for a new one. `replaced`: a newer one exists. `revoked`: the attendance was withdrawn.
 */
export const CertificateState = z.enum(['valid', 'out-of-date', 'replaced', 'revoked']);
export type CertificateState = z.infer<typeof CertificateState>;

/** What anybody who was shown the reference may check. */
export const Certificate = z
  .strictObject({
    reference: z.string(),
    state: CertificateState,
    name: Line,
    courseTitle: Line,
    competencies: z.array(Competency),
    heldOn: Day,
    issuedAt: Instant,
  })
  .meta({ id: 'Certificate' });
export type Certificate = z.infer<typeof Certificate>;

/** A PDF. */
export const CertificateDocument = z.string().meta({ id: 'CertificateDocument', format: 'binary' });
