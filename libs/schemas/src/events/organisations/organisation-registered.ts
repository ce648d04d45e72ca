import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, WardCode } from '../../primitives';

/** An organisation is on the register. */
export const organisationRegistered = defineEvent('organisations.organisation.registered.v1', {
  classification: 'public',
  subject: (fact) => fact.organisationId,
  listeners: [
    'capacity-building',
    'tendering',
    'evaluation',
    'contracts',
    'equality-analysis',
    'analytics',
    'notifications',
    'programme',
  ],
  fact: z.strictObject({
    organisationId: Id,
    name: Line,
    identifiers: z.array(
      z.strictObject({
        scheme: z.enum(['GB-CHC', 'GB-COH', 'GB-SC', 'GB-NIC', 'GB-LAC', 'LOCAL']),
        id: Line,
      }),
    ),
    legalForm: Line,
    small: z.boolean(),
    homeWard: WardCode,
    wardsServed: z.array(WardCode).min(1),
    equalityFocus: z.array(Line),
  }),
  examples: {
    golden: {
      organisationId: '01920000-0000-7000-8000-000000000001',
      name: 'Limehouse Kitchen Table (fictional)',
      identifiers: [{ scheme: 'LOCAL' as const, id: 'LK-1' }],
      legalForm: 'Charitable incorporated organisation',
      small: true,
      homeWard: 'E05009329',
      wardsServed: ['E05009329'],
      equalityFocus: ['Disabled people'],
    },
    failing: [{}, { organisationId: 'not-an-id' }],
  },
});
