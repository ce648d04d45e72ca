import { z } from 'zod';

/** Makes what is asked for one message, however often it is asked for. */
export const MessageKey = z.string().regex(/^[\x21-\x7e]{8,200}$/, 'must be 8 to 200 visible characters');
