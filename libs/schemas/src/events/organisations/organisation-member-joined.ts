import { z } from 'zod';
import { defineEvent } from '../../event';
import { ActorId, Id } from '../../primitives';

/** A person accepted to act for an organisation. */
export const organisationMemberJoined = defineEvent('organisations.organisation.member-joined.v1', {
  classification: 'personal',
  subject: (fact) => fact.organisationId,
  listeners: ['capacity-building', 'tendering', 'contracts', 'notifications'],
  fact: z.strictObject({ organisationId: Id, personId: ActorId }),
  examples: {
    golden: {
      organisationId: '01920000-0000-7000-8000-000000000001',
      personId: '01920000-0000-7000-8000-000000000002',
    },
    failing: [{}, { organisationId: 'not-an-id' }],
  },
});
