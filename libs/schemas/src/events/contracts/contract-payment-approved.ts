import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Day, Pence, WardCode } from '../../primitives';

/** Money for a contract was approved by somebody other than who asked for it. */
export const contractPaymentApproved = defineEvent('contracts.contract.payment-approved.v1', {
  classification: 'public',
  subject: (fact) => fact.contractId,
  listeners: ['programme', 'analytics', 'tendering', 'notifications'],
  fact: z.strictObject({
    contractId: Id,
    paymentId: Id,
    themeId: Id,
    organisationId: Id,
    amountPence: Pence,
    approvedOn: Day,
    reach: z.strictObject({
      wards: z.array(z.strictObject({ ward: WardCode, people: z.int().nonnegative() })).min(1),
      groups: z.array(
        z.strictObject({ characteristic: Line, category: Line, people: z.int().nonnegative() }),
      ),
    }),
  }),
  examples: {
    golden: {
      contractId: '01920000-0000-7000-8000-000000000001',
      paymentId: '01920000-0000-7000-8000-000000000002',
      themeId: '01920000-0000-7000-8000-000000000003',
      organisationId: '01920000-0000-7000-8000-000000000004',
      amountPence: 1_000_000,
      approvedOn: '2027-04-10',
      reach: {
        wards: [{ ward: 'E05009329', people: 120 }],
        groups: [{ characteristic: 'disability', category: 'Disabled under the Equality Act', people: 40 }],
      },
    },
    failing: [{}, { contractId: 'not-an-id' }],
  },
});
