import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { found, Store } from '@commissioning/service';
import { decisionTaken, type programmeApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Decision, PrismaClient } from '../../generated/prisma/client';
import { mustBeComplete } from './decision';

@Injectable()
export class DecisionService {
  constructor(private readonly store: Store<PrismaClient>) {}

  async take(draft: programmeApi.NewDecision, actor: Actor): Promise<programmeApi.Decision> {
    return this.store.change(actor, async (change) => {
      mustBeComplete(draft);
      const row = await change.db.decision.create({
        data: {
          id: uuidv7(),
          ...draft,
          decidedBy: actor.id,
          decidedAt: new Date(change.now.epochMilliseconds),
        },
      });
      const decision = toDecision(row);
      const { id, ...rest } = decision;
      await change.emit(decisionTaken, { decisionId: id, ...rest }, draft.reasons);
      return decision;
    });
  }

  async list(subjectId?: string): Promise<{ items: programmeApi.Decision[] }> {
    const rows = await this.store.db.decision.findMany({
      where: { subjectId },
      orderBy: { id: 'desc' },
      take: 200,
    });
    return { items: rows.map(toDecision) };
  }

  async show(id: string): Promise<programmeApi.Decision> {
    return toDecision(found(await this.store.db.decision.findUnique({ where: { id } }), 'decision'));
  }
}

const toDecision = (row: Decision): programmeApi.Decision => ({
  id: row.id,
  subject: row.subject as programmeApi.Decision['subject'],
  subjectId: row.subjectId,
  ...(row.setHash && { setHash: row.setHash }),
  outcome: row.outcome as programmeApi.Decision['outcome'],
  key: row.key,
  dueRegard: row.dueRegard,
  reasons: row.reasons,
  decidedBy: row.decidedBy,
  decidedAt: row.decidedAt.toISOString(),
});
