/** What those who plan training, those who book it and those who come hand on to one another. */
export class Training {
  readonly course = 'Costing a service';
  readonly venue = 'Brady Arts Centre';
  courseId!: string;
  /** Four places on 1 December. */
  sessionId!: string;
  /** Of Paper Boat Advice: Ayesha and somebody not named. */
  bookingId!: string;
  /** Of Three Lanterns Trust: a party of three. */
  partyId!: string;
}

/** The id at the end of an address of the portal, or before what follows it. */
export function idIn(url: string, after: string): string {
  const id = new RegExp(`/${after}/([0-9a-f-]{36})`).exec(url)?.[1];
  if (!id) throw new Error(`There is no id after ${after} in ${url}.`);
  return id;
}
