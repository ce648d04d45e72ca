import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Prose, Day, Pence } from '../../primitives';

/** A programme has its aim, its term and its money. */
export const programmeApproved = defineEvent('programme.programme.approved.v1', {
  classification: 'public',
  subject: (fact) => fact.programmeId,
  listeners: ['analytics', 'notifications'],
  fact: z.strictObject({
    programmeId: Id,
    title: Line,
    aim: Prose,
    startsOn: Day,
    endsOn: Day,
    budgetPence: Pence,
  }),
  examples: {
    golden: {
      programmeId: '01920000-0000-7000-8000-000000000001',
      title: 'Community Commissioning',
      aim: 'Outcomes co-produced with the community.',
      startsOn: '2027-04-01',
      endsOn: '2031-03-31',
      budgetPence: 300_000_000,
    },
    failing: [{}, { programmeId: 'not-an-id' }],
  },
});
