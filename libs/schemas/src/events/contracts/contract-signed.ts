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
    /** Weight of the contract, 1 to 5. */
    tier: z.int().positive().optional(),
    /** Parts of the value with the days on which they fall due. */
    paymentProfile: z.array(z.strictObject({ dueOn: Day, amountPence: Pence })).optional(),
    /** What the provider will report on, and when; fixed from now on. */
    returns: z.array(z.strictObject({ periodFrom: Day, periodTo: Day, dueOn: Day })).optional(),
    indicators: z
      .array(
        z.strictObject({
          indicatorId: Id,
          outcomeId: Id,
          outcome: Line,
          title: Line,
          target: z.number().nonnegative(),
          unit: Line,
        }),
      )
      .optional(),
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
      tier: 4,
      paymentProfile: [{ dueOn: '2027-04-01', amountPence: 45_000_000 }],
      returns: [{ periodFrom: '2027-04-01', periodTo: '2031-03-31', dueOn: '2031-04-30' }],
      indicators: [
        {
          indicatorId: '01920000-0000-7000-8000-000000000006',
          outcomeId: '01920000-0000-7000-8000-000000000007',
          outcome: 'Reducing poverty',
          title: 'Residents with a better financial position',
          target: 400,
          unit: 'residents a year',
        },
      ],
    },
    failing: [{}, { contractId: 'not-an-id' }],
  },
});
