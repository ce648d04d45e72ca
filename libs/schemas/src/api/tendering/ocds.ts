import { z } from 'zod';

/** An OCDS 1.1.5 release package with one release; the standard's own JSON Schema says what it holds. */
export const OcdsPackage = z
  .looseObject({ uri: z.string(), version: z.literal('1.1'), releases: z.array(z.looseObject({})).length(1) })
  .meta({ id: 'OcdsPackage' });
