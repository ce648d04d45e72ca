import { z } from 'zod';
import { Id } from '../../primitives';

/** What every fact about a booking says: how many places of which session for whom, never who comes. */
export const partyShape = {
  bookingId: Id,
  sessionId: Id,
  courseId: Id,
  organisationId: Id,
  places: z.int().positive(),
  /** `internal`: the organisation is a team of the council. */
  audience: z.enum(['external', 'internal']).optional(),
};

/** The same as an example. */
export const partyExample = {
  bookingId: '01920000-0000-7000-8000-000000000001',
  sessionId: '01920000-0000-7000-8000-000000000002',
  courseId: '01920000-0000-7000-8000-000000000003',
  organisationId: '01920000-0000-7000-8000-000000000004',
  places: 2,
};
