import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import {
  afterCursor,
  type Change,
  Clock,
  Forbidden,
  Memberships,
  mustBeCurrent,
  page,
  Store,
} from '@commissioning/service';
import { contractsApi, returnAccepted, returnReturned, returnSubmitted } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { Policy } from '../config';
import { mustManage } from '../contract/management';
import { day, mustSee, toIndicator, visibleTo } from '../contract/contract.queries';
import { everybody, mustBeWritable, mustCount, review, submit } from './return';
import {
  findReturn,
  loadReturn,
  saveObservations,
  saveReturn,
  toObservation,
  toReturn,
  toReturnSummary,
  toRules,
  type WholeReturn,
} from './return.queries';

@Injectable()
export class ReturnService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly clock: Clock,
    private readonly memberships: Memberships,
    private readonly policy: Policy,
  ) {}

  async list(query: contractsApi.ReturnQuery, actor: Actor): Promise<contractsApi.ReturnList> {
    const { state, contractId, organisationId, cursor, limit } = query;
    const after = afterCursor(cursor);
    const contract = {
      AND: [await visibleTo(this.store.db, actor), { ...(organisationId && { organisationId }) }],
    };
    const rows = await this.store.db.return.findMany({
      where: {
        ...(state && { state }),
        ...(contractId && { contractId }),
        contract,
        ...(after && { id: { gt: after } }),
      },
      include: { contract: true },
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const { items, nextCursor } = page(rows, limit);
    const today = this.clock.today().toString();
    return {
      items: items.map((row) => toReturnSummary(row, row.contract, today)),
      ...(nextCursor && { nextCursor }),
    };
  }

  async show(id: string, actor: Actor): Promise<contractsApi.Return> {
    const row = await findReturn(this.store.db, id);
    await mustSee(this.store.db, actor, row.contract.organisationId, 'return');
    return toReturn(row, this.clock.today().toString());
  }

  /** Under what people may be counted. */
  scheme(): contractsApi.CountingScheme {
    const { CATEGORIES, UNANSWERED } = contractsApi;
    const characteristics = Object.entries(CATEGORIES).map(([characteristic, categories]) => ({
      characteristic,
      categories: [...categories, ...UNANSWERED],
    }));
    return { wards: [...this.policy.wards], characteristics };
  }

  /** The provider saves what it has counted so far; it replaces what was saved before. */
  async save(
    id: string,
    version: number,
    { observations, story }: contractsApi.SaveReturn,
    actor: Actor,
  ): Promise<contractsApi.Return> {
    await this.mustActForProvider(id, actor);
    return this.store.change(actor, async (change) => {
      const draft = await loadReturn(change, id);
      mustBeCurrent(draft.version, version, 'return');
      mustBeWritable(toRules(draft));
      mustCount(observations, this.schemeOf(draft));
      await saveObservations(change, id, observations);
      await saveReturn(change, draft, { story: story ?? null });
      await change.audit('return', id, 'contracts.return.saved', { detail: { rows: observations.length } });
      return this.answer(change, id);
    });
  }

  async submit(id: string, version: number, actor: Actor): Promise<contractsApi.Return> {
    await this.mustActForProvider(id, actor);
    return this.store.change(actor, async (change) => {
      const draft = await loadReturn(change, id);
      mustBeCurrent(draft.version, version, 'return');
      const observations = draft.observations.map(toObservation);
      const today = londonDate(change.now).toString();
      const { state, periodTo } = submit(toRules(draft), observations, this.schemeOf(draft), today);
      // The first time counts for lateness: mending a return that came back is not being late.
      const submittedAt = draft.submittedAt ?? new Date(change.now.epochMilliseconds);
      await saveReturn(change, draft, { state, submittedAt, submittedBy: actor.id });
      const { contractId, contract } = draft;
      await change.emit(returnSubmitted, {
        ...{ returnId: id, contractId, organisationId: contract.organisationId },
        ...{ periodFrom: day(draft.periodFrom), periodTo },
      });
      return this.answer(change, id);
    });
  }

  async accept(id: string, version: number, actor: Actor): Promise<contractsApi.Return> {
    return this.review(id, version, actor, 'accepted', async (change, reviewed) => {
      const { contract, contractId } = reviewed;
      await change.emit(returnAccepted, {
        ...{ returnId: id, contractId, themeId: contract.themeId, organisationId: contract.organisationId },
        ...{
          periodFrom: day(reviewed.periodFrom),
          periodTo: day(reviewed.periodTo),
          observations: told(reviewed),
        },
      });
    });
  }

  async sendBack(id: string, version: number, comments: string, actor: Actor): Promise<contractsApi.Return> {
    return this.review(id, version, actor, 'returned', async (change, { contractId, contract }) => {
      await change.db.return.update({ where: { id }, data: { comments } });
      const { organisationId } = contract;
      await change.emit(returnReturned, { returnId: id, contractId, organisationId, comments }, comments);
    });
  }

  private async review(
    id: string,
    version: number,
    actor: Actor,
    outcome: 'accepted' | 'returned',
    tell: (change: Change<PrismaClient>, reviewed: WholeReturn) => Promise<void>,
  ): Promise<contractsApi.Return> {
    const { contract } = await findReturn(this.store.db, id);
    await this.mustNotBelongTo(actor, contract.organisationId);
    return this.store.change(actor, async (change) => {
      const submitted = await loadReturn(change, id);
      mustBeCurrent(submitted.version, version, 'return');
      mustManage(submitted.contract, actor);
      const { state } = review(toRules(submitted), outcome);
      const reviewedAt = new Date(change.now.epochMilliseconds);
      await saveReturn(change, submitted, { state, reviewedAt, reviewedBy: actor.id });
      await tell(change, submitted);
      return this.answer(change, id);
    });
  }

  /** Asked of the register now: a member who has left is stopped at once. To others the return does not exist. */
  private async mustActForProvider(id: string, actor: Actor): Promise<void> {
    const { contract } = await findReturn(this.store.db, id);
    await mustSee(this.store.db, actor, contract.organisationId, 'return');
    await this.memberships.mustActFor(actor, contract.organisationId);
  }

  /** Nobody reviews what their own organisation has written, whatever their role. */
  private async mustNotBelongTo(actor: Actor, organisationId: string): Promise<void> {
    if (!(await this.memberships.of(actor)).includes(organisationId)) return;
    throw new Forbidden(
      'reviewer-belongs-to-provider',
      'You act for this provider. Somebody else reviews its return.',
    );
  }

  private schemeOf(draft: WholeReturn) {
    return { indicators: draft.contract.indicators.map(toIndicator), wards: this.policy.wards };
  }

  private async answer(change: Change<PrismaClient>, id: string): Promise<contractsApi.Return> {
    return toReturn(await findReturn(change.db, id), londonDate(change.now).toString());
  }
}

/** The provider's rows and, where it gave parts, everybody as the product added them. */
function told({ observations: rows, contract }: WholeReturn) {
  const given = rows.map(toObservation);
  const parts = given.filter(({ characteristic }) => characteristic !== contractsApi.EVERYBODY);
  return [...everybody(given), ...parts].map((row) => {
    const indicator = contract.indicators.find(({ indicatorId }) => indicatorId === row.indicatorId);
    if (!indicator)
      throw new Error(`Return of contract ${contract.id} has an indicator that is not its own.`);
    const { title, outcomeId, outcome } = indicator;
    return { ...row, indicator: title, outcomeId, outcome };
  });
}
