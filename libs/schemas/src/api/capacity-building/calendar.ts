import { z } from 'zod';
import { Id, Instant } from '../../primitives';

/** A calendar file, RFC 5545. */
export const CalendarText = z.string().meta({ id: 'CalendarText' });

/** A feed of an organisation's booked sessions, for its calendars. */
export const NewCalendarFeed = z.strictObject({ organisationId: Id }).meta({ id: 'NewCalendarFeed' });
export type NewCalendarFeed = z.infer<typeof NewCalendarFeed>;

export const CalendarFeed = z
  .strictObject({
    id: Id,
    organisationId: Id,
    createdAt: Instant,
    revokedAt: Instant.optional(),
  })
  .meta({ id: 'CalendarFeed' });
export type CalendarFeed = z.infer<typeof CalendarFeed>;

/** The token is told once, here; whoever has it reads the feed at `GET /v1/feeds/:token` without signing in. */
export const OpenedCalendarFeed = CalendarFeed.extend({ token: z.string() }).meta({
  id: 'OpenedCalendarFeed',
});
export type OpenedCalendarFeed = z.infer<typeof OpenedCalendarFeed>;

export const CalendarFeedList = z
  .strictObject({ items: z.array(CalendarFeed) })
  .meta({ id: 'CalendarFeedList' });

export const CalendarFeedQuery = z.strictObject({ organisationId: Id });

/** 32 random bytes as base64url. */
export const FeedToken = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'is not the token of a feed');
