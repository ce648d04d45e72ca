import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { deskBreadcrumbs } from './session-desk';
import { countOf, type Form, typed } from './session-form';

type Outlook = capacityBuildingApi.CapacityOutlook;
const WRONG_NUMBER = asErrors([
  { field: 'capacity', text: 'Enter how many places there shall be, such as 20' },
]);

/** The number of places, in both directions: what it would mean is shown before anybody confirms it. */
@Controller('training/sessions/:id/capacity')
@Can('session:schedule')
export class CapacityPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async ask(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Query() form: Form) {
    if (form['capacity'] === undefined) return this.page(visitor, id, form);
    const capacity = countOf(form, 'capacity');
    if (!capacity) return this.page(visitor, id, form, WRONG_NUMBER);
    return this.page(visitor, id, form, undefined, await this.outlook(visitor, id, capacity));
  }

  @Post()
  async change(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const capacity = countOf(form, 'capacity');
    if (!capacity) return this.page(visitor, id, form, WRONG_NUMBER);
    const outlook = await this.outlook(visitor, id, capacity);
    const reason = typed(form, 'reason');
    if (!reason) {
      const missing = asErrors([{ field: 'reason', text: 'Say why, for those who have booked' }]);
      return this.page(visitor, id, form, missing, outlook);
    }
    const plan = outlook.suggestion.map(({ bookingId, action }) => ({
      bookingId,
      action: typed(form, `plan-${bookingId}`) === 'cancel' ? 'cancel' : action,
    }));
    try {
      await this.api.put('capacity-building', `/v1/sessions/${id}/capacity`, visitor, {
        body: { capacity, reason, ...(plan.length > 0 && { plan }) },
        ...{ version: typed(form, '_version'), key: typed(form, '_key') },
      });
      return redirect(`/training/sessions/${id}/desk`, `There are ${capacity} places now.`);
    } catch (error) {
      return this.page(visitor, id, form, errorsOf(error, { plan: '' }), outlook);
    }
  }

  private outlook(visitor: Visitor, id: string, capacity: number): Promise<Outlook> {
    const path = `/v1/sessions/${id}/capacity?capacity=${capacity}`;
    return this.api.get<Outlook>('capacity-building', path, visitor);
  }

  private async page(visitor: Visitor, id: string, form: Form, errors?: FormErrors, outlook?: Outlook) {
    const session = await this.api.get<capacityBuildingApi.Session>(
      'capacity-building',
      `/v1/sessions/${id}`,
      visitor,
    );
    return page('training-desk/capacity', {
      title: `${session.courseTitle}: number of places`,
      ...{ session, form, errors, outlook, key: formKey() },
      breadcrumbs: deskBreadcrumbs(session),
    });
  }
}
