import { z } from 'zod';
import { defineEvent } from '../../event';
import { Id, Line, Day, Pence, WardCode } from '../../primitives';

/** A contract is in force. */
export const contractSigned = defineEvent('contracts.contract.signed.v1', {
  classification: 'public',
  subject: (fact) => fact.contractId,
  listeners: ['programme', 'analytics', 'tendering', 'notifications'],
  fact: z.strictObject({
    contractId: Id,
    awardId: Id,
    tenderId: Id,
    themeId: Id,
    programmeId: Id,
    organisationId: Id,
    organisationName: Line,
    title: Line,
    valuePence: Pence,
    startsOn: Day,
    endsOn: Day,
    signedOn: Day,
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
      awardId: '01920000-0000-7000-8000-000000000002',
      tenderId: '01920000-0000-7000-8000-000000000003',
      themeId: '01920000-0000-7000-8000-000000000004',
      programmeId: '01920000-0000-7000-8000-000000000005',
      organisationId: '01920000-0000-7000-8000-000000000001',
      organisationName: 'Limehouse Kitchen Table (fictional)',
      title: 'Money advice',
      valuePence: 45_000_000,
      startsOn: '2027-04-01',
      endsOn: '2031-03-31',
      signedOn: '2027-02-01',
      reach: {
        wards: [{ ward: 'E05009329', people: 120 }],
        groups: [{ characteristic: 'disability', category: 'Disabled under the Equality Act', people: 40 }],
      },
    },
    failing: [{}, { contractId: 'not-an-id' }],
  },
});
