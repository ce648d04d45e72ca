import { z } from 'zod';
import { ActorId, Day, Id, Line, Pence, Version, WardCode } from '../../primitives';
import { Payment } from './payment';
import { Return, ReturnSummary, ReturnTotal } from './return';
import { paged, pageOf } from '../paging';

export const ContractState = z.enum(['draft', 'signed']);

/** Who carries a contract. */
export const ContractManager = z.strictObject({ id: ActorId, name: Line }).meta({ id: 'ContractManager' });
export type ContractManager = z.infer<typeof ContractManager>;

/** Why something is as it is: a stable code and a sentence. */
export const Reason = z.strictObject({ code: z.string(), sentence: z.string() }).meta({ id: 'Reason' });
export type Reason = z.infer<typeof Reason>;

/** Red, amber or green, with every reason for red or amber. */
export const Rating = z
  .strictObject({ colour: z.enum(['red', 'amber', 'green']), reasons: z.array(Reason) })
  .meta({ id: 'Rating' });
export type Rating = z.infer<typeof Rating>;

/** What is due next on a contract: a return of the provider, a return to review, or a payment to ask for. */
export const NextDue = z
  .strictObject({
    what: z.enum(['return', 'review', 'payment']),
    on: Day,
    returnId: Id.optional(),
    paymentId: Id.optional(),
  })
  .meta({ id: 'NextDue' });
export type NextDue = z.infer<typeof NextDue>;

/** A contract as lists show it. */
export const ContractSummary = z
  .strictObject({
    id: Id,
    tenderId: Id,
    title: Line,
    organisationId: Id,
    organisationName: Line,
    valuePence: Pence,
    tier: z.int().positive(),
    points: z.int().nonnegative(),
    startsOn: Day,
    endsOn: Day,
    state: ContractState,
    manager: ContractManager.optional(),
    rating: Rating.optional(),
    nextDue: NextDue.optional(),
    version: Version,
  })
  .meta({ id: 'ContractSummary' });
export type ContractSummary = z.infer<typeof ContractSummary>;

export const Contract = ContractSummary.extend({
  awardId: Id,
  themeId: Id,
  programmeId: Id,
  signedOn: Day.optional(),
  reach: z.strictObject({
    wards: z.array(z.strictObject({ ward: WardCode, people: z.int().nonnegative() })),
    groups: z.array(z.strictObject({ characteristic: Line, category: Line, people: z.int().nonnegative() })),
  }),
  indicators: Return.shape.indicators,
  /** Why a draft cannot be signed yet; empty when it can. */
  obstacles: z.array(Reason),
  returns: z.array(ReturnSummary),
  payments: z.array(Payment),
  /** Sums over accepted returns; somebody helped in two periods counts in both. */
  achieved: z.array(ReturnTotal),
  paidPence: Pence,
}).meta({ id: 'Contract' });
export type Contract = z.infer<typeof Contract>;

export const ContractQuery = z.strictObject({
  state: ContractState.optional(),
  organisationId: Id.optional(),
  tenderId: Id.optional(),
  managerId: ActorId.optional(),
  ...paged,
});
export type ContractQuery = z.infer<typeof ContractQuery>;

export const ContractList = pageOf(ContractSummary).meta({ id: 'ContractList' });
export type ContractList = z.infer<typeof ContractList>;

/** Who is to carry the contract; left out: whoever asks. */
export const AssignContract = z
  .strictObject({ managerId: ActorId.optional(), managerName: Line.optional() })
  .refine(({ managerId, managerName }) => (managerId === undefined) === (managerName === undefined), {
    message: 'Give managerId and managerName together, or neither',
  })
  .meta({ id: 'AssignContract' });
export type AssignContract = z.infer<typeof AssignContract>;

export const PortfolioQuery = z.strictObject({ managerId: ActorId.optional() });
export type PortfolioQuery = z.infer<typeof PortfolioQuery>;

/** Living contracts of one manager, what is due first standing first. */
export const Portfolio = z
  .strictObject({ managerId: ActorId, items: z.array(ContractSummary) })
  .meta({ id: 'Portfolio' });
export type Portfolio = z.infer<typeof Portfolio>;
