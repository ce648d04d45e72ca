import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { clearDaysBetween, earliestKeyDecision, londonDate } from '@commissioning/calendar';
import { Store } from '@commissioning/service';
import { decisionPlanned, type programmeApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PlannedDecision, PrismaClient } from '../../generated/prisma/client';
import { day } from '../programme/programme.queries';
import { mustBePlannable } from './planned-decision';

@Injectable()
export class PlannedDecisionService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async plan(draft: programmeApi.NewPlannedDecision, actor: Actor): Promise<programmeApi.PlannedDecision> {
    return this.store.change(actor, async (change) => {
      const { subject, subjectId, title, key, plannedFor } = draft;
      const noticeOn = londonDate(change.now).toString();
      const open = await change.db.plannedDecision.count({ where: { subject, subjectId, state: 'planned' } });
      mustBePlannable(draft, noticeOn, open > 0);
      const row = await change.db.plannedDecision.create({
        data: {
          ...{ id: uuidv7(), ...draft, state: 'planned' },
          ...{ noticeOn: new Date(noticeOn), plannedFor: new Date(plannedFor) },
        },
      });
      await change.emit(decisionPlanned, {
        ...{ plannedDecisionId: row.id, subject, subjectId, title, key, noticeOn, plannedFor },
      });
      return toPlanned(row);
    });
  }

  async list(): Promise<{ items: programmeApi.PlannedDecision[] }> {
    const rows = await this.store.db.plannedDecision.findMany({
      orderBy: [{ plannedFor: 'asc' }, { id: 'asc' }],
      take: 200,
    });
    return { items: rows.map(toPlanned) };
  }
}

function toPlanned(row: PlannedDecision): programmeApi.PlannedDecision {
  const [noticeOn, plannedFor] = [day(row.noticeOn), day(row.plannedFor)];
  return {
    id: row.id,
    subject: row.subject as programmeApi.PlannedDecision['subject'],
    subjectId: row.subjectId,
    title: row.title,
    key: row.key,
    ...(row.keyReason && { keyReason: row.keyReason }),
    plannedFor,
    noticeOn,
    clearDays: clearDaysBetween(noticeOn, plannedFor),
    earliestOn: row.key ? earliestKeyDecision(noticeOn).toString() : noticeOn,
    state: row.state as programmeApi.PlannedDecision['state'],
    version: row.version,
  };
}
