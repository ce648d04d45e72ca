import { z } from 'zod';

/** An OCDS 1.1.5 release; its own published JSON Schema says what it holds. */
export const OcdsRelease = z.looseObject({ ocid: z.string(), id: z.string() }).meta({ id: 'OcdsRelease' });
