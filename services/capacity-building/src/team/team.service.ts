import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { Forbidden, must, Store } from '@commissioning/service';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { isOfficer } from '../organisation/organisation.service';

/** Teams of the council, which book the internal programme as organisations book the external one. */
@Injectable()
export class TeamService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async name({ name }: capacityBuildingApi.NewTeam, actor: Actor): Promise<capacityBuildingApi.Team> {
    return this.store.change(actor, async (change) => {
      must(
        (await change.db.team.count({ where: { name } })) === 0,
        'team-known',
        `${name} is in the list already.`,
      );
      const team = await change.db.team.create({ data: { id: uuidv7(), name } });
      await change.audit('team', team.id, 'named');
      return team;
    });
  }

  /** For officers, who book for them. */
  async list(actor: Actor): Promise<{ items: capacityBuildingApi.Team[] }> {
    if (!isOfficer(actor)) throw new Forbidden('not-an-officer', 'Teams are for the council’s officers.');
    return { items: await this.store.db.team.findMany({ orderBy: { name: 'asc' } }) };
  }
}
