import { londonDate } from '@commissioning/calendar';
import { type Change, found, Stale, type TransactionOf } from '@commissioning/service';
import type { contractsApi } from '@commissioning/schemas';
import type { Contract, Observation, Prisma, PrismaClient, Return } from '../../generated/prisma/client';
import { day, loadContract, toIndicator } from '../contract/contract.queries';
import { daysLate } from '../contract/rating';
import { totals } from './return';

type Db = TransactionOf<PrismaClient>;

const whole = {
  observations: {
    orderBy: [{ indicatorId: 'asc' }, { ward: 'asc' }, { characteristic: 'asc' }, { category: 'asc' }],
  },
  contract: { include: { indicators: true } },
} satisfies Prisma.ReturnInclude;
export type WholeReturn = Prisma.ReturnGetPayload<{ include: typeof whole }>;

/** A return with its rows and its contract's indicators. Throws `NotThere`. */
export async function findReturn(db: Db, id: string): Promise<WholeReturn> {
  return found(await db.return.findUnique({ where: { id }, include: whole }), 'return');
}

/** The same, its contract locked: returns of one contract change one at a time. */
export async function loadReturn(change: Change<PrismaClient>, id: string): Promise<WholeReturn> {
  await loadContract(change, (await findReturn(change.db, id)).contractId);
  return findReturn(change.db, id);
}

/** Writes under the version that was loaded. Throws `Stale` when somebody was faster. */
export async function saveReturn(
  { db }: Change<PrismaClient>,
  { id, version }: { id: string; version: number },
  data: Prisma.ReturnUpdateManyMutationInput,
): Promise<void> {
  const { count } = await db.return.updateMany({
    where: { id, version },
    data: { ...data, version: version + 1 },
  });
  if (count === 0) throw new Stale('return');
}

/** Replaces the rows of a return. */
export async function saveObservations(
  { db }: Change<PrismaClient>,
  returnId: string,
  observations: readonly contractsApi.Observation[],
): Promise<void> {
  await db.observation.deleteMany({ where: { returnId } });
  await db.observation.createMany({ data: observations.map((row) => ({ ...row, returnId })) });
}

export const toObservation = (row: Observation): contractsApi.Observation => ({
  indicatorId: row.indicatorId,
  ward: row.ward,
  characteristic: row.characteristic,
  category: row.category,
  numerator: row.numerator,
  denominator: row.denominator,
});

/** What the rules look at. */
export const toRules = (row: Return) => ({
  number: row.number,
  periodTo: day(row.periodTo),
  state: row.state as contractsApi.Return['state'],
});

export function toReturnSummary(row: Return, contract: Contract, today: string): contractsApi.ReturnSummary {
  const dueOn = day(row.dueOn);
  const handedInOn = row.submittedAt ? londonDate(row.submittedAt.toISOString()).toString() : today;
  return {
    ...{ id: row.id, contractId: row.contractId, title: contract.title },
    ...{ organisationId: contract.organisationId, organisationName: contract.organisationName },
    ...toRules(row),
    ...{ periodFrom: day(row.periodFrom), dueOn },
    ...{ daysLate: daysLate(dueOn, handedInOn), version: row.version },
  };
}

export function toReturn(row: WholeReturn, today: string): contractsApi.Return {
  const observations = row.observations.map(toObservation);
  return {
    ...toReturnSummary(row, row.contract, today),
    indicators: row.contract.indicators.map(toIndicator),
    observations,
    totals: totals(observations),
    ...(row.story && { story: row.story }),
    ...(row.comments && { comments: row.comments }),
    ...(row.submittedAt && { submittedAt: row.submittedAt.toISOString() }),
    ...(row.reviewedAt && { reviewedAt: row.reviewedAt.toISOString() }),
  };
}
