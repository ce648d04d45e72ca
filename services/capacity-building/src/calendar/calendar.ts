import { createEvents, type EventAttributes } from 'ics';

/** A date of a booked session as calendars know it: one entry each, numbered up with every change. */
export interface Entry {
  /** The same for ever. */
  readonly id: string;
  readonly sequence: number;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly venue: string;
  readonly places: number;
  readonly joiningLink?: string;
  readonly cancelled: boolean;
}

/** In whose name calendars are written to. */
export class Organiser {
  constructor(
    readonly name: string,
    readonly email: string,
  ) {}
}

/**
 * A calendar file (RFC 5545, RFC 5546). `REQUEST` invites and, with a higher number, changes; `CANCEL` takes the entry
 * out; `PUBLISH` is for downloads and feeds. Times are in UTC, which every calendar shows in its own zone, over the
 * change of the clocks as well.
 */
export function calendarFile(
  method: 'REQUEST' | 'CANCEL' | 'PUBLISH',
  entries: readonly Entry[],
  { name, email }: Organiser,
  stampedAt: Date,
): string {
  const { value, error } = createEvents(
    entries.map((entry) => ({ ...eventOf(entry, stampedAt), organizer: { name, email } })),
    { method, productId: 'community-commissioning/training', calName: 'Training' },
  );
  if (error || value === null) throw error ?? new Error('The calendar file could not be written.');
  return value;
}

/** The package reads it; its types do not name it. */
type Stamped = EventAttributes & { timestamp: number };

const eventOf = (entry: Entry, stampedAt: Date): Stamped => ({
  uid: `${entry.id}@community-commissioning`,
  sequence: entry.sequence,
  title: entry.title,
  start: entry.startsAt.getTime(),
  end: entry.endsAt.getTime(),
  startInputType: 'utc',
  startOutputType: 'utc',
  location: entry.venue,
  description: `${entry.places} ${entry.places === 1 ? 'place' : 'places'} booked.${entry.joiningLink ? ` Join at ${entry.joiningLink}` : ''}`,
  status: entry.cancelled ? 'CANCELLED' : 'CONFIRMED',
  timestamp: stampedAt.getTime(),
});
