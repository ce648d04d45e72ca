import { z } from 'zod';

/** A part of the name of a person who comes or of an organisation, in any case. */
export const Find = z.string().trim().min(1).max(100);
