import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { Clock, found, Store } from '@commissioning/service';
import type { programmeApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Prisma, PrismaClient } from '../../generated/prisma/client';
import { CODED_AND_ANSWERED, mustBelong, toContribution } from '../contribution/contribution.queries';
import { day } from '../programme/programme.queries';
import { mustBeAsked, mustHaveHappened } from './workshop';

const COUNTED = {
  contributions: { select: { _count: { select: { answers: true } } } },
} as const satisfies Prisma.WorkshopInclude;
type Counted = Prisma.WorkshopGetPayload<{ include: typeof COUNTED }>;

@Injectable()
export class WorkshopService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
  ) {}

  async record(draft: programmeApi.NewWorkshop, actor: Actor): Promise<programmeApi.Workshop> {
    mustHaveHappened(draft.heldOn, this.clock.today().toString());
    return this.store.change(actor, async (change) => {
      found(await change.db.programme.findUnique({ where: { id: draft.programmeId } }), 'programme');
      const row = await change.db.workshop.create({
        data: { id: uuidv7(), ...draft, heldOn: new Date(draft.heldOn) },
        include: COUNTED,
      });
      await change.audit('workshop', row.id, 'recorded');
      return toWorkshop(row);
    });
  }

  /** Keeps what was said, note by note and to the letter. */
  async note(id: string, items: programmeApi.NewContributions['items'], actor: Actor) {
    return this.store.change(actor, async (change) => {
      const workshop = found(await change.db.workshop.findUnique({ where: { id } }), 'workshop');
      mustBeAsked(
        workshop.questions,
        items.map(({ question }) => question),
      );
      const areaIds = items.flatMap((item) => item.areaIds ?? []);
      await mustBelong(change, workshop.programmeId, areaIds);
      const recordedAt = new Date(change.now.epochMilliseconds);
      const rows = items.map(({ text, question }) => ({
        ...{ id: uuidv7(), workshopId: id, programmeId: workshop.programmeId, text, question },
        ...{ recordedBy: actor.id, recordedAt },
      }));
      await change.db.contribution.createMany({ data: rows });
      await change.db.coding.createMany({
        data: rows.flatMap((row, index) =>
          [...new Set(items[index]?.areaIds)].map((areaId) => ({ contributionId: row.id, areaId })),
        ),
      });
      await change.audit('workshop', id, 'noted', { detail: { contributions: rows.map((row) => row.id) } });
      const stored = await change.db.contribution.findMany({
        where: { id: { in: rows.map((row) => row.id) } },
        include: CODED_AND_ANSWERED,
        orderBy: { id: 'asc' },
      });
      return { items: stored.map(toContribution) };
    });
  }

  async list(programmeId?: string): Promise<{ items: programmeApi.Workshop[] }> {
    const rows = await this.store.db.workshop.findMany({
      where: { programmeId },
      include: COUNTED,
      orderBy: [{ heldOn: 'asc' }, { id: 'asc' }],
      take: 200,
    });
    return { items: rows.map(toWorkshop) };
  }

  async show(id: string): Promise<programmeApi.Workshop> {
    const row = await this.store.db.workshop.findUnique({ where: { id }, include: COUNTED });
    return toWorkshop(found(row, 'workshop'));
  }
}

const toWorkshop = (row: Counted): programmeApi.Workshop => ({
  id: row.id,
  programmeId: row.programmeId,
  title: row.title,
  heldOn: day(row.heldOn),
  audience: row.audience,
  questions: row.questions,
  attendance: row.attendance,
  contributions: row.contributions.length,
  unanswered: row.contributions.filter(({ _count }) => _count.answers === 0).length,
  version: row.version,
});
