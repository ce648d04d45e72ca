import { z } from 'zod';
import { defineEvent } from '../../event';
import { partyExample, partyShape } from './party';

/** People were named, or one took the place of another: how many are named now, never who. */
export const bookingPeopleNamed = defineEvent('capacity-building.booking.people-named.v1', {
  classification: 'internal',
  subject: (fact) => fact.bookingId,
  listeners: ['notifications', 'analytics'],
  fact: z.strictObject({
    ...partyShape,
    named: z.int().nonnegative(),
  }),
  examples: {
    golden: {
      ...partyExample,
      named: 1,
    },
    failing: [{}, { bookingId: 'not-an-id' }],
  },
});
