import { londonDate } from '@commissioning/calendar';
import { type Change, must, mustBeCurrent } from '@commissioning/service';
import { contractSigned } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import type { Policy } from '../config';
import { paymentProfile } from '../payment/payment';
import { procurementOf } from '../procurement/procurement.queries';
import { sign } from './contract';
import { date, day, loadContract, saveContract, toIndicator } from './contract.queries';
import { toReach, toRules } from './contract.view';
import { mustManage } from './management';
import { monitoringPlan } from './monitoring-plan';

/**
 * Puts a contract in force: what is asked of the provider and what it is paid are fixed from here on, and everybody is
 * told. The manager who carries it signs.
 */
export async function signContract(
  change: Change<PrismaClient>,
  id: string,
  version: number,
  policy: Policy,
): Promise<void> {
  const row = await loadContract(change, id);
  mustBeCurrent(row.version, version, 'contract');
  const today = londonDate(change.now).toString();
  const procurement = await procurementOf(change.db, row);
  const { state, signedOn } = sign(toRules(row), procurement, today, policy.complaintPauses);
  mustManage(row, change.actor);
  const term = { startsOn: day(row.startsOn), endsOn: day(row.endsOn), valuePence: Number(row.valuePence) };
  const returns = monitoringPlan(term, policy.returnsPerYear(row.tier), policy.returnDueDays);
  const payments = paymentProfile(term, await isSmall(change, row.organisationId, row.organisationName));

  await saveContract(change, row, { state, signedOn: date(signedOn), signedBy: change.actor.id });
  await change.db.return.createMany({
    data: returns.map(({ number, periodFrom, periodTo, dueOn }) => ({
      ...{ id: uuidv7(), contractId: id, number, state: 'draft' },
      ...{ periodFrom: date(periodFrom), periodTo: date(periodTo), dueOn: date(dueOn) },
    })),
  });
  await change.db.payment.createMany({
    data: payments.map(({ number, dueOn, amountPence }) => ({
      ...{ id: uuidv7(), contractId: id, number, state: 'scheduled' },
      ...{ dueOn: date(dueOn), amountPence: BigInt(amountPence) },
    })),
  });
  const { awardId, tenderId, themeId, programmeId, organisationId, organisationName, title, tier } = row;
  await change.emit(contractSigned, {
    ...{ contractId: id, awardId, tenderId, themeId, programmeId, organisationId, organisationName },
    ...{ title, tier, ...term, signedOn, reach: toReach(row.reach) },
    paymentProfile: payments.map(({ dueOn, amountPence }) => ({ dueOn, amountPence })),
    returns: returns.map(({ periodFrom, periodTo, dueOn }) => ({ periodFrom, periodTo, dueOn })),
    indicators: row.indicators.map(toIndicator),
  });
}

/** Small organisations are paid in advance; whether it is small, the register says. */
async function isSmall(change: Change<PrismaClient>, organisationId: string, name: string): Promise<boolean> {
  const organisation = await change.db.organisation.findUnique({ where: { id: organisationId } });
  must(
    organisation,
    'organisation-not-known-yet',
    `The register has not told yet how large ${name} is; the payments follow from it. Try again in a moment.`,
  );
  return organisation.small;
}
