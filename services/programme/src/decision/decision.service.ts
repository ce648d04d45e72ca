import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import { type Change, Clock, found, mustBeCurrent, Store } from '@commissioning/service';
import {
  decisionCalledIn,
  decisionConfirmed,
  decisionTaken,
  type programmeApi,
} from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { Decision, PrismaClient } from '../../generated/prisma/client';
import {
  callInEnds,
  CallInPolicy,
  mustBeCalledIn,
  mustBeComplete,
  mustBeOpenToCallIn,
  mustHaveNotice,
} from './decision';
import {
  closeNotice,
  decisionsOn,
  mustBeCheckedSet,
  mustBeScreenedTheme,
  openNotice,
  saveCallIn,
} from './decision.queries';

@Injectable()
export class DecisionService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly policy: CallInPolicy,
  ) {}

  async take(draft: programmeApi.NewDecision, actor: Actor): Promise<programmeApi.Decision> {
    return this.store.change(actor, async (change) => {
      mustBeComplete(draft);
      const today = londonDate(change.now).toString();
      const { subject, subjectId, setHash, alternatives = [], ...words } = draft;
      const isAward = subject === 'award' && setHash;
      const checkId = isAward ? await mustBeCheckedSet(change, subjectId, setHash) : undefined;
      if (subject === 'theme') await mustBeScreenedTheme(change, subjectId, draft.outcome);
      const planned = await openNotice(change, subject, subjectId);
      const notice = mustHaveNotice(draft, planned, today);
      if (planned) await closeNotice(change, planned.id);
      const callInEndsOn = callInEnds(today, this.policy.workingDays);
      const row = await change.db.decision.create({
        data: {
          ...{ id: uuidv7(), subject, subjectId, setHash, alternatives, ...words, notice },
          ...{ decidedBy: actor.id, decidedAt: moment(change) },
          callInEndsOn: new Date(callInEndsOn),
        },
      });
      const { outcome, key, dueRegard, reasons } = draft;
      await change.emit(
        decisionTaken,
        {
          ...{ decisionId: row.id, subject, subjectId, ...(setHash && { setHash }), outcome, key },
          ...(checkId && { checkId }),
          ...{
            dueRegard,
            reasons,
            decidedBy: actor.id,
            decidedAt: row.decidedAt.toISOString(),
            callInEndsOn,
          },
        },
        reasons,
      );
      return one(await decisionsOn(change.db, [row], today));
    });
  }

  async callIn(id: string, version: number, called: programmeApi.CallInDecision, actor: Actor) {
    return this.store.change(actor, async (change) => {
      const decision = await this.read(change, id, version);
      mustBeOpenToCallIn(decision, londonDate(change.now).toString());
      const callIn = { ...called, calledInAt: change.now.toString() };
      const row = await saveCallIn(change, decision.row, callIn);
      const { subject, subjectId } = decision;
      await change.emit(decisionCalledIn, { decisionId: id, subject, subjectId, ...callIn }, called.reason);
      return one(await decisionsOn(change.db, [row], londonDate(change.now).toString()));
    });
  }

  async endCallIn(id: string, version: number, { outcome, reason }: programmeApi.EndCallIn, actor: Actor) {
    return this.store.change(actor, async (change) => {
      const decision = await this.read(change, id, version);
      const callIn = mustBeCalledIn(decision);
      const endedAt = change.now.toString();
      const row = await saveCallIn(change, decision.row, {
        ...callIn,
        outcome,
        outcomeReason: reason,
        endedAt,
      });
      const { subject, subjectId } = decision;
      await change.emit(
        decisionConfirmed,
        { decisionId: id, subject, subjectId, outcome, reason, endedAt },
        reason,
      );
      return one(await decisionsOn(change.db, [row], londonDate(change.now).toString()));
    });
  }

  async list(subjectId?: string): Promise<{ items: programmeApi.Decision[] }> {
    const rows = await this.store.db.decision.findMany({
      where: { subjectId },
      orderBy: { id: 'desc' },
      take: 200,
    });
    return { items: await decisionsOn(this.store.db, rows, this.clock.today().toString()) };
  }

  async show(id: string): Promise<programmeApi.Decision> {
    const row = found(await this.store.db.decision.findUnique({ where: { id } }), 'decision');
    return one(await decisionsOn(this.store.db, [row], this.clock.today().toString()));
  }

  private async read(
    change: Change<PrismaClient>,
    id: string,
    version: number,
  ): Promise<programmeApi.Decision & { row: Decision }> {
    const row = found(await change.db.decision.findUnique({ where: { id } }), 'decision');
    mustBeCurrent(row.version, version, 'decision');
    return { ...one(await decisionsOn(change.db, [row], londonDate(change.now).toString())), row };
  }
}

const one = ([decision]: programmeApi.Decision[]) => decision as programmeApi.Decision;

const moment = (change: Change<PrismaClient>) => new Date(change.now.epochMilliseconds);
