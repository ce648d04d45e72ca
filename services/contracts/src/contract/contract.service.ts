import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import {
  afterCursor,
  type Change,
  Clock,
  found,
  must,
  mustBeCurrent,
  page,
  Store,
} from '@commissioning/service';
import type { contractsApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { mustCarry } from '../caseload/caseload';
import { carriedPoints, lockCaseload } from '../caseload/caseload.queries';
import { Policy } from '../config';
import { procurementOf } from '../procurement/procurement.queries';
import { obstacles } from './contract';
import { loadContract, mustSee, saveContract, visibleTo } from './contract.queries';
import { summaryParts, toContract, toRules, toSummary, wholeContract } from './contract.view';
import { signContract } from './sign-contract';

@Injectable()
export class ContractService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  async list(query: contractsApi.ContractQuery, actor: Actor): Promise<contractsApi.ContractList> {
    const { state, organisationId, tenderId, managerId, cursor, limit } = query;
    const after = afterCursor(cursor);
    const asked = {
      ...(state && { state }),
      ...(organisationId && { organisationId }),
      ...(tenderId && { tenderId }),
      ...(managerId && { managerId }),
      ...(after && { id: { gt: after } }),
    };
    const rows = await this.store.db.contract.findMany({
      where: { AND: [await visibleTo(this.store.db, actor), asked] },
      include: summaryParts,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const { items, nextCursor } = page(rows, limit);
    const today = this.clock.today().toString();
    return { items: items.map((row) => toSummary(row, today)), ...(nextCursor && { nextCursor }) };
  }

  /** What a manager carries, what is due first standing first. */
  async portfolio(managerId: string): Promise<contractsApi.Portfolio> {
    const today = this.clock.today();
    const rows = await this.store.db.contract.findMany({
      where: { managerId },
      include: summaryParts,
      orderBy: { id: 'asc' },
    });
    const items = rows
      .map((row) => toSummary(row, today.toString()))
      .filter((contract) => contract.nextDue || contract.endsOn >= today.toString())
      .sort((a, b) => ((a.nextDue?.on ?? '9') < (b.nextDue?.on ?? '9') ? -1 : 1));
    return { managerId, items };
  }

  async show(id: string, actor: Actor): Promise<contractsApi.Contract> {
    const { organisationId } = found(
      await this.store.db.contract.findUnique({ where: { id }, select: { organisationId: true } }),
      'contract',
    );
    await mustSee(this.store.db, actor, organisationId, 'contract');
    return this.whole(this.store.db, id, this.clock.today().toString());
  }

  /** Gives the contract to a manager who has room for it; without one named, to whoever asks. */
  async assign(
    id: string,
    version: number,
    { managerId, managerName }: contractsApi.AssignContract,
    actor: Actor,
  ): Promise<contractsApi.Contract> {
    const manager = managerId && managerName ? { id: managerId, name: managerName } : actor;
    must(
      managerId !== undefined || actor.roles.includes('contract-manager'),
      'assignee-is-no-contract-manager',
      'You are no contract manager. Name the person who is to carry this contract.',
    );
    return this.store.change(actor, async (change) => {
      const contract = await loadContract(change, id);
      mustBeCurrent(contract.version, version, 'contract');
      const today = londonDate(change.now).toString();
      const capacity = await lockCaseload(change, manager, this.policy.capacity);
      const carried = await carriedPoints(change.db, manager.id, today, id);
      mustCarry({ name: manager.name, capacity }, carried, contract.points);
      await saveContract(change, contract, { managerId: manager.id, managerName: manager.name });
      await change.audit('contract', id, 'contracts.contract.assigned', {
        detail: { managerId: manager.id, before: contract.managerId },
      });
      return this.whole(change.db, id, today);
    });
  }

  async sign(id: string, version: number, actor: Actor): Promise<contractsApi.Contract> {
    return this.store.change(actor, async (change) => {
      await signContract(change, id, version, this.policy);
      return this.whole(change.db, id, londonDate(change.now).toString());
    });
  }

  private async whole(
    db: Change<PrismaClient>['db'],
    id: string,
    today: string,
  ): Promise<contractsApi.Contract> {
    const row = await db.contract.findUniqueOrThrow({ where: { id }, include: wholeContract });
    const inTheWay =
      row.state === 'draft'
        ? obstacles(toRules(row), await procurementOf(db, row), today, this.policy.complaintPauses)
        : [];
    return toContract(row, inTheWay, today);
  }
}
