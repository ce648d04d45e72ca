import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, Store } from '@commissioning/service';
import { programmeApproved, type programmeApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient } from '../../generated/prisma/client';
import { mustBeSound } from './programme';
import { committedPence, toProgramme } from './programme.queries';

@Injectable()
export class ProgrammeService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async create(draft: programmeApi.NewProgramme, actor: Actor): Promise<programmeApi.Programme> {
    return this.store.change(actor, async (change) => {
      mustBeSound(draft);
      const row = await change.db.programme.create({
        data: {
          id: uuidv7(),
          ...draft,
          startsOn: new Date(draft.startsOn),
          endsOn: new Date(draft.endsOn),
          budgetPence: BigInt(draft.budgetPence),
        },
      });
      await change.emit(programmeApproved, { programmeId: row.id, ...draft });
      return toProgramme(row, 0);
    });
  }

  async list(): Promise<{ items: programmeApi.Programme[] }> {
    const rows = await this.store.db.programme.findMany({ orderBy: { id: 'asc' } });
    const items = await Promise.all(
      rows.map(async (row) => toProgramme(row, await committedPence(this.store.db, row.id))),
    );
    return { items };
  }

  async show(id: string): Promise<programmeApi.Programme> {
    const row = found(await this.store.db.programme.findUnique({ where: { id } }), 'programme');
    return toProgramme(row, await committedPence(this.store.db, id));
  }
}
