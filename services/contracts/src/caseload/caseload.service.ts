import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { Clock, Store } from '@commissioning/service';
import type { contractsApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { Policy } from '../config';
import { date, day } from '../contract/contract.queries';
import { forecast } from './caseload';

@Injectable()
export class CaseloadService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly policy: Policy,
  ) {}

  async list(): Promise<{ items: contractsApi.Caseload[] }> {
    const managers = await this.store.db.caseload.findMany({ orderBy: { name: 'asc' } });
    const carried = await this.store.db.contract.groupBy({
      by: ['managerId'],
      where: { endsOn: { gte: date(this.clock.today().toString()) } },
      _sum: { points: true },
      _count: true,
    });
    const items = managers.map(({ managerId, name, capacity }) => {
      const own = carried.find((group) => group.managerId === managerId);
      return {
        ...{ managerId, managerName: name, points: own?._sum.points ?? 0 },
        ...{ capacity: capacity ?? this.policy.capacity, contracts: own?._count ?? 0 },
      };
    });
    return { items };
  }

  /** Less than is carried already may be set: it stops new assignments, nothing is taken away. */
  async setCapacity(
    managerId: string,
    { managerName, capacity }: contractsApi.SetCapacity,
    actor: Actor,
  ): Promise<{ items: contractsApi.Caseload[] }> {
    await this.store.change(actor, async (change) => {
      const facts = { name: managerName, capacity };
      const where = { managerId };
      await change.db.caseload.upsert({ where, create: { managerId, ...facts }, update: facts });
      await change.audit('caseload', managerId, 'contracts.caseload.set', { detail: { capacity } });
      return {};
    });
    return this.list();
  }

  async forecast(months: number): Promise<contractsApi.CaseloadForecast> {
    const today = this.clock.today().toString();
    const [contracts, { items }] = await Promise.all([
      this.store.db.contract.findMany({
        where: { endsOn: { gte: date(today) } },
        select: { points: true, startsOn: true, endsOn: true, managerId: true },
      }),
      this.list(),
    ]);
    const capacity = items.reduce((sum, manager) => sum + manager.capacity, 0);
    const carried = contracts.map(({ points, startsOn, endsOn, managerId }) => ({
      ...{ points, startsOn: day(startsOn), endsOn: day(endsOn) },
      ...(managerId && { managerId }),
    }));
    return { capacity, months: forecast(carried, capacity, today, months) };
  }
}
