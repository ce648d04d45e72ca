import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type contractsApi, Id } from '@commissioning/schemas';
import { asErrors, errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { words } from './words';

const STATES = ['scheduled', 'requested', 'approved'] as const;
type Form = Record<string, string>;

@Controller('payments')
@Can('portal:use')
export class PaymentPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor, @Query() query: { state?: string; cursor?: string }) {
    return this.payments(visitor, query);
  }

  @Post(':id/request')
  async request(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, 'request', form, 'The payment is asked for. Somebody else approves it.');
  }

  @Post(':id/approve')
  async approve(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, 'approve', form, 'The payment is approved. The provider has been told.');
  }

  @Post(':id/refuse')
  async refuse(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const reason = form['reason']?.trim();
    if (!reason) {
      const errors = asErrors([{ field: `reason-${id}`, text: 'Say why you refuse the payment' }]);
      return this.payments(visitor, {}, errors);
    }
    return this.press(visitor, id, 'refuse', form, 'The request went back with your reason.', { reason });
  }

  private async press(visitor: Visitor, id: string, what: string, form: Form, done: string, body?: object) {
    try {
      const call = { ...(body && { body }), version: form['_version'], key: form['_key'] };
      const { contractId } = await this.api.post<contractsApi.Payment>(
        'contracts',
        `/v1/payments/${id}/${what}`,
        visitor,
        call,
      );
      return redirect(what === 'request' ? `/contracts/${contractId}` : '/payments', done);
    } catch (error) {
      return this.payments(visitor, {}, errorsOf(error));
    }
  }

  private async payments(visitor: Visitor, query: { state?: string; cursor?: string }, errors?: unknown) {
    const roles = visitor.actor?.roles ?? [];
    const approves = roles.includes('payment-approver');
    const known = STATES.find((state) => state === query.state);
    // An approver comes for what waits; everybody else for all of it.
    const state = known ?? (approves && query.state !== 'all' ? 'requested' : undefined);
    const asked = new URLSearchParams({
      ...(state && { state }),
      ...(query.cursor && { cursor: query.cursor }),
    });
    const { items, nextCursor } = await this.api.get<contractsApi.PaymentList>(
      'contracts',
      `/v1/payments?${asked}`,
      visitor,
    );
    return page('contracts/payments', {
      title: roles.length > 0 ? 'Payments' : 'Our payments',
      payments: items.map((payment) => ({ ...payment, key: formKey() })),
      ...{ state: state ?? 'all', nextCursor, approves, errors, words },
      breadcrumbs: [{ text: 'Home', href: '/' }],
    });
  }
}
