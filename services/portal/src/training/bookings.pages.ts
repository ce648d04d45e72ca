import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { ourOrganisations } from '../organisations/our-organisations';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import type { Form } from './training-forms';
import { GIVE_BACK, STATES } from './words';

type Booking = capacityBuildingApi.Booking;
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
  { text: 'Our bookings', href: '/training/bookings' },
];

@Controller('training/bookings')
@Can('portal:use')
export class BookingPages {
  constructor(private readonly api: ServiceApi) {}

  /** Offers first: they are what somebody must answer. */
  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const organisations = await ourOrganisations(this.api, visitor);
    const bookings = await Promise.all(
      organisations.map(async ({ id, name }) => {
        const path = `/v1/bookings?organisationId=${id}`;
        const { items } = await this.api.get<{ items: Booking[] }>('capacity-building', path, visitor);
        return items.map((booking) => ({ ...booking, organisationName: name }));
      }),
    );
    const all = bookings.flat().sort((a, b) => b.startsAt.localeCompare(a.startsAt));
    return page('training/bookings', {
      title: 'Our bookings',
      hasOrganisation: organisations.length > 0,
      offers: all.filter(({ state }) => state === 'offered'),
      bookings: all,
      states: STATES,
      breadcrumbs: BREADCRUMBS.slice(0, 2),
    });
  }

  @Get(':id')
  show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.booking(visitor, id);
  }

  @Post(':id/accept')
  async accept(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, form, 'accept', 'The places are yours.');
  }

  @Post(':id/cancel')
  async cancel(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, form, 'cancel', 'This booking is cancelled.');
  }

  @Post(':id/people')
  async name(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const count = Number(form['places']);
    const names = Array.from({ length: Math.min(50, Math.max(0, count || 0)) }, (_, index) => {
      const name = (form[`name-${index + 1}`] ?? '').trim();
      return name === '' ? null : name;
    });
    try {
      await this.api.put('capacity-building', `/v1/bookings/${id}/people`, visitor, {
        body: { names },
        version: form['_version'],
      });
      return redirect(`/training/bookings/${id}`, 'The names are kept.');
    } catch (error) {
      return this.booking(visitor, id, errorsOf(error, { names: 'name-1' }));
    }
  }

  private async press(visitor: Visitor, id: string, form: Form, what: string, told: string) {
    try {
      await this.api.post('capacity-building', `/v1/bookings/${id}/${what}`, visitor, {
        version: form['_version'],
        key: form['_key'],
      });
      return redirect(`/training/bookings/${id}`, told);
    } catch (error) {
      return this.booking(visitor, id, errorsOf(error));
    }
  }

  private async booking(visitor: Visitor, id: string, errors?: FormErrors) {
    const booking = await this.api.get<Booking>('capacity-building', `/v1/bookings/${id}`, visitor);
    return page('training/booking', {
      title: `${booking.courseTitle}: booking`,
      ...{ booking, errors, state: STATES[booking.state] },
      giveBack: GIVE_BACK[booking.state],
      keys: { accept: formKey(), cancel: formKey() },
      breadcrumbs: BREADCRUMBS,
    });
  }
}
