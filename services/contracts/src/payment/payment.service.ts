import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { londonDate } from '@commissioning/calendar';
import {
  afterCursor,
  type Change,
  Forbidden,
  Memberships,
  mustBeCurrent,
  page,
  Store,
} from '@commissioning/service';
import { contractPaymentApproved, type contractsApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { Policy } from '../config';
import { date, mustSee, visibleTo } from '../contract/contract.queries';
import { mustManage } from '../contract/management';
import { approve, refuse, request } from './payment';
import { findPayment, loadPayment, savePayment, toPayment, withContract } from './payment.queries';

@Injectable()
export class PaymentService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly memberships: Memberships,
    private readonly policy: Policy,
  ) {}

  async list(query: contractsApi.PaymentQuery, actor: Actor): Promise<contractsApi.PaymentList> {
    const { state, organisationId, cursor, limit } = query;
    const after = afterCursor(cursor);
    const contract = {
      AND: [await visibleTo(this.store.db, actor), { ...(organisationId && { organisationId }) }],
    };
    const rows = await this.store.db.payment.findMany({
      where: { ...(state && { state }), contract, ...(after && { id: { gt: after } }) },
      include: withContract,
      orderBy: { id: 'asc' },
      take: limit + 1,
    });
    const { items, nextCursor } = page(rows, limit);
    return { items: items.map(toPayment), ...(nextCursor && { nextCursor }) };
  }

  async show(id: string, actor: Actor): Promise<contractsApi.Payment> {
    const row = await findPayment(this.store.db, id);
    await mustSee(this.store.db, actor, row.contract.organisationId, 'payment');
    return toPayment(row);
  }

  async request(id: string, version: number, actor: Actor): Promise<contractsApi.Payment> {
    await this.mustNotBelongToPayee(id, actor);
    return this.store.change(actor, async (change) => {
      const row = await loadPayment(change, id);
      mustBeCurrent(row.version, version, 'payment');
      mustManage(row.contract, actor);
      const today = londonDate(change.now).toString();
      const { state, requestedBy } = request(toPayment(row), actor.id, today, this.policy.paymentLeadDays);
      await savePayment(change, row, { state, requestedBy, requestedOn: date(today), refusal: null });
      await change.audit('payment', id, 'contracts.payment.requested', {
        detail: { contractId: row.contractId },
      });
      return this.answer(change, id);
    });
  }

  async approve(id: string, version: number, actor: Actor): Promise<contractsApi.Payment> {
    await this.mustNotBelongToPayee(id, actor);
    return this.store.change(actor, async (change) => {
      const row = await loadPayment(change, id);
      mustBeCurrent(row.version, version, 'payment');
      const { state } = approve(toPayment(row), actor.id);
      const approvedOn = londonDate(change.now).toString();
      await savePayment(change, row, { state, approvedBy: actor.id, approvedOn: date(approvedOn) });
      const { contractId, contract } = row;
      await change.emit(contractPaymentApproved, {
        ...{ contractId, paymentId: id, themeId: contract.themeId, organisationId: contract.organisationId },
        ...{ amountPence: Number(row.amountPence), approvedOn },
        reach: contract.reach as unknown as contractsApi.Contract['reach'],
      });
      return this.answer(change, id);
    });
  }

  async refuse(id: string, version: number, reason: string, actor: Actor): Promise<contractsApi.Payment> {
    return this.store.change(actor, async (change) => {
      const row = await loadPayment(change, id);
      mustBeCurrent(row.version, version, 'payment');
      const { state } = refuse(toPayment(row));
      await savePayment(change, row, { state, requestedBy: null, requestedOn: null, refusal: reason });
      await change.audit('payment', id, 'contracts.payment.refused', { reason });
      return this.answer(change, id);
    });
  }

  /** Nobody asks for or approves money for an organisation that they act for. */
  private async mustNotBelongToPayee(id: string, actor: Actor): Promise<void> {
    const { contract } = await findPayment(this.store.db, id);
    if (!(await this.memberships.of(actor)).includes(contract.organisationId)) return;
    throw new Forbidden(
      'payer-belongs-to-payee',
      'You act for the organisation that is paid. Somebody else does this.',
    );
  }

  private async answer(change: Change<PrismaClient>, id: string): Promise<contractsApi.Payment> {
    return toPayment(await findPayment(change.db, id));
  }
}
