import { z } from 'zod';
import { Id, Line, Prose } from '../../primitives';
import { PlaceCount } from './session';

const Places = z.int().min(1).max(5_000);

/** What becomes of one booking or offer when there are fewer places: it waits first in the list, or it ends. */
export const Consequence = z
  .strictObject({ bookingId: Id, action: z.enum(['return-to-list', 'cancel']) })
  .meta({ id: 'Consequence' });
export type Consequence = z.infer<typeof Consequence>;

/** More places go to the waiting list first. Fewer than are booked and offered need a plan that says who gives way. */
export const ChangeCapacity = z
  .strictObject({ capacity: Places, reason: Prose, plan: z.array(Consequence).max(5_000).optional() })
  .meta({ id: 'ChangeCapacity' });
export type ChangeCapacity = z.infer<typeof ChangeCapacity>;

export const CapacityQuery = z.strictObject({ capacity: z.coerce.number().int().min(1).max(5_000) });

const Party = z.strictObject({
  bookingId: Id,
  organisationId: Id,
  organisationName: Line.optional(),
  places: z.int().positive(),
});

/** What a change of capacity would mean, before anybody confirms it. */
export const CapacityOutlook = z
  .strictObject({
    capacity: Places,
    places: PlaceCount,
    /** Places that bookings and offers would have to give up; 0 when there is room. */
    short: z.int().nonnegative(),
    /** A plan that would do: offers first, then who booked last; parties of the session are told. */
    suggestion: z.array(
      Party.extend({ state: z.enum(['booked', 'offered']), action: Consequence.shape.action }),
    ),
    /** Who would be offered places at once. */
    offers: z.array(Party),
  })
  .meta({ id: 'CapacityOutlook' });
export type CapacityOutlook = z.infer<typeof CapacityOutlook>;
