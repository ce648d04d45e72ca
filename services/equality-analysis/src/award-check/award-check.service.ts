import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { type Change, found, Memberships, Store } from '@commissioning/service';
import { awardCheckCompleted, type equalityAnalysisApi } from '@commissioning/schemas';
import { type AwardCheck as Row, Prisma, type PrismaClient } from '../../generated/prisma/client';
import { NeedsService } from '../needs/needs.service';
import { advise, approve, type Officer, sendBack, submit } from './award-check';
import {
  type Loaded,
  loadCheck,
  recommendationOf,
  said,
  saveCheck,
  toAwardCheck,
} from './award-check.queries';

type Api = equalityAnalysisApi.AwardCheck;

@Injectable()
export class AwardCheckService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly needs: NeedsService,
    private readonly memberships: Memberships,
  ) {}

  async advise(
    id: string,
    version: number,
    written: equalityAnalysisApi.WriteAdvice,
    actor: Actor,
  ): Promise<Api> {
    return this.changed(id, version, actor, async (change, check, officer) => {
      const row = await saveCheck(change, advise(check, written, officer));
      await change.audit('award-check', id, 'advice-written');
      return row;
    });
  }

  /** Keeps what the figures said at this moment: the advice and the approval are about exactly that. */
  async submit(id: string, version: number, actor: Actor): Promise<Api> {
    const baseline = await this.needs.current();
    return this.changed(id, version, actor, async (change, check, officer) => {
      const { findings, alternatives } = await said(change.db, check.row, baseline);
      const submitted = submit(check, findings, officer);
      const row = await saveCheck(change, submitted, { findings, alternatives });
      await change.audit('award-check', id, 'submitted', { detail: { verdict: findings?.verdict } });
      return row;
    });
  }

  async approve(id: string, version: number, actor: Actor): Promise<Api> {
    return this.changed(id, version, actor, async (change, check, officer) => {
      const approved = approve(check, officer);
      const completedAt = new Date(change.now.epochMilliseconds);
      const row = await saveCheck(change, approved, { completedAt });
      const { findings } = await said(change.db, row, undefined);
      await change.emit(awardCheckCompleted, {
        checkId: id,
        evaluationId: row.evaluationId,
        setHash: row.setHash,
        recommendationSequence: Number(row.recommendationSequence),
        verdict: found(findings, 'finding').verdict,
        advice: approved.advice ?? '',
        completedAt: completedAt.toISOString(),
        preparedBy: approved.preparedBy ?? '',
        approvedBy: actor.id,
      });
      return row;
    });
  }

  /** Back to its author; the figures are worked out anew until it is submitted again. */
  async sendBack(id: string, version: number, reason: string, actor: Actor): Promise<Api> {
    return this.changed(id, version, actor, async (change, check, officer) => {
      const forget = { findings: Prisma.DbNull, alternatives: Prisma.DbNull };
      const row = await saveCheck(change, sendBack(check, officer, reason), forget);
      await change.audit('award-check', id, 'sent-back', { reason });
      return row;
    });
  }

  async list(evaluationId?: string): Promise<{ items: Api[] }> {
    const rows = await this.store.db.awardCheck.findMany({
      where: { evaluationId },
      orderBy: { id: 'desc' },
      take: 200,
    });
    return { items: await Promise.all(rows.map((row) => this.shown(row))) };
  }

  async show(id: string): Promise<Api> {
    return this.shown(found(await this.store.db.awardCheck.findUnique({ where: { id } }), 'award check'));
  }

  private async shown(row: Row): Promise<Api> {
    const baseline = row.findings ? undefined : await this.needs.current();
    return toAwardCheck(row, await said(this.store.db, row, baseline));
  }

  private async changed(
    id: string,
    version: number,
    actor: Actor,
    work: (change: Change<PrismaClient>, check: Loaded, officer: Officer) => Promise<Row>,
  ): Promise<Api> {
    // Asked of the register now: somebody who joined a bidder yesterday has an interest today.
    const actsFor = await this.memberships.of(actor);
    const baseline = await this.needs.current();
    return this.store.change(actor, async (change) => {
      const check = await loadCheck(change, id, version);
      const { evaluationId } = check.row;
      const key = { evaluationId_person: { evaluationId, person: actor.id } };
      const seat = await change.db.panellist.findUnique({ where: key });
      const row = await work(change, check, {
        id: actor.id,
        onThePanel: seat !== null,
        actsForABidder: recommendationOf(check.row).bids.some(({ organisationId }) =>
          actsFor.includes(organisationId),
        ),
      });
      return toAwardCheck(row, await said(change.db, row, baseline));
    });
  }
}
