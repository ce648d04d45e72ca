import type { contractsApi } from '@commissioning/schemas';
import type { Contract, Prisma } from '../../generated/prisma/client';
import { withContract, toPayment } from '../payment/payment.queries';
import { totals } from '../return/return';
import { toObservation, toReturnSummary } from '../return/return.queries';
import type { Obstacle, Unsigned } from './contract';
import { day, managerOf, toIndicator } from './contract.queries';
import { nextDue, rating } from './rating';

/** What a summary needs beside the contract's own row. */
export const summaryParts = { returns: true, payments: true } satisfies Prisma.ContractInclude;
export type ContractRow = Prisma.ContractGetPayload<{ include: typeof summaryParts }>;

/** What the whole contract needs. */
export const wholeContract = {
  indicators: { orderBy: { title: 'asc' } },
  returns: { include: { observations: true }, orderBy: { number: 'asc' } },
  payments: { include: withContract, orderBy: { number: 'asc' } },
} satisfies Prisma.ContractInclude;
export type WholeContract = Prisma.ContractGetPayload<{ include: typeof wholeContract }>;

/** What the rules of a signature look at. */
export const toRules = (row: Contract): Unsigned => ({
  title: row.title,
  organisationName: row.organisationName,
  state: row.state as Unsigned['state'],
  standstillWorkingDays: row.standstillWorkingDays,
  hasKnownSet: row.setHash !== null,
  ...(row.managerId && { managerId: row.managerId }),
});

export const toReach = (reach: Prisma.JsonValue) => reach as unknown as contractsApi.Contract['reach'];

export function toSummary(row: ContractRow, today: string): contractsApi.ContractSummary {
  const returns = row.returns.map(({ id, number, dueOn, state }) => ({
    id,
    number,
    dueOn: day(dueOn),
    state,
  }));
  const payments = row.payments.map(({ id, number, dueOn, state }) => ({
    id,
    number,
    dueOn: day(dueOn),
    state,
  }));
  const manager = managerOf(row);
  const due = nextDue(returns, payments);
  return {
    ...{ id: row.id, tenderId: row.tenderId, title: row.title },
    ...{ organisationId: row.organisationId, organisationName: row.organisationName },
    ...{ valuePence: Number(row.valuePence), tier: row.tier, points: row.points },
    ...{ startsOn: day(row.startsOn), endsOn: day(row.endsOn) },
    state: row.state as contractsApi.ContractSummary['state'],
    ...(manager && { manager }),
    ...(row.state === 'signed' && { rating: rating(returns, payments, today) }),
    ...(due && { nextDue: due }),
    version: row.version,
  };
}

export function toContract(row: WholeContract, inTheWay: Obstacle[], today: string): contractsApi.Contract {
  const accepted = row.returns.filter(({ state }) => state === 'accepted');
  return {
    ...toSummary(row, today),
    ...{ awardId: row.awardId, themeId: row.themeId, programmeId: row.programmeId },
    ...(row.signedOn && { signedOn: day(row.signedOn) }),
    reach: toReach(row.reach),
    indicators: row.indicators.map(toIndicator),
    obstacles: inTheWay,
    returns: row.returns.map((part) => toReturnSummary(part, row, today)),
    payments: row.payments.map(toPayment),
    achieved: addedUp(accepted.flatMap(({ observations }) => totals(observations.map(toObservation)))),
    paidPence: row.payments
      .filter(({ state }) => state === 'approved')
      .reduce((sum, { amountPence }) => sum + Number(amountPence), 0),
  };
}

/** Totals of several returns, indicator by indicator and ward by ward. */
function addedUp(parts: readonly contractsApi.ReturnTotal[]): contractsApi.ReturnTotal[] {
  const groups = Map.groupBy(parts, ({ indicatorId, ward }) => `${indicatorId}|${ward ?? ''}`);
  return [...groups.values()].map((group) => {
    const sum = (part: 'numerator' | 'denominator') => group.reduce((all, total) => all + total[part], 0);
    const [first] = group as [contractsApi.ReturnTotal];
    return { ...first, numerator: sum('numerator'), denominator: sum('denominator') };
  });
}
