import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { ourOrganisations } from '../organisations/our-organisations';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isCoordinator, isOfficer } from '../training/coordinators';
import type { Form } from './booking-form';
import { bookingView } from './booking-view';

type Booking = capacityBuildingApi.Booking;
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
  { text: 'Our bookings', href: '/training/bookings' },
];

/** What an organisation has booked, what waits for its answer, and what it can still do. */
@Controller('training/bookings')
@Can('portal:use')
export class BookingPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  /** Offers first: they are what somebody must answer. */
  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const organisations = await ourOrganisations(this.api, visitor);
    const ofOrganisations = organisations.map(async ({ id, name }) => {
      const items = await this.bookings(visitor, `?organisationId=${id}`);
      return items.map((booking) => ({ ...booking, organisationName: name }));
    });
    const officer = isOfficer(visitor);
    const ofTeams = officer ? await this.bookings(visitor, '') : [];
    const now = this.now();
    const all = [...(await Promise.all(ofOrganisations)).flat(), ...ofTeams].map((one) =>
      bookingView(one, now),
    );
    const isPast = ({ overAt, state }: ReturnType<typeof bookingView>) =>
      overAt <= now || state === 'cancelled' || state === 'expired';
    return page('bookings/list', {
      title: 'Our bookings',
      ...{ organisations, officer, several: new Set(all.map((one) => one.organisationId)).size > 1 },
      offers: all.filter(({ may }) => may.answer),
      coming: all.filter((one) => !isPast(one)).sort((a, b) => a.startsAt.localeCompare(b.startsAt)),
      past: all.filter(isPast).sort((a, b) => b.startsAt.localeCompare(a.startsAt)),
      breadcrumbs: BREADCRUMBS.slice(0, 2),
    });
  }

  @Get(':id')
  show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.booking(visitor, id);
  }

  /** What happens next, after a booking was made. */
  @Get(':id/done')
  async done(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const booking = bookingView(await this.load(visitor, id), this.now());
    const title = booking.state === 'booked' ? 'Booked' : 'On the waiting list';
    return page('bookings/done', { title, booking, breadcrumbs: breadcrumbsFor(visitor) });
  }

  @Post(':id/accept')
  accept(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, form, 'accept', 'The places are yours.');
  }

  @Post(':id/decline')
  decline(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(
      visitor,
      id,
      form,
      'decline',
      'You declined the offer. The places go to the next party.',
    );
  }

  @Post(':id/leave')
  leave(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, form, 'cancel', 'You have left the waiting list.');
  }

  /** After a change of the session: the organisation still comes. */
  @Post(':id/keep')
  keep(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, form, 'keep', 'Thank you. You keep your places.');
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

  private now(): string {
    return this.clock.now().toString();
  }

  private async bookings(visitor: Visitor, query: string): Promise<Booking[]> {
    const path = `/v1/bookings${query}`;
    return (await this.api.get<{ items: Booking[] }>('capacity-building', path, visitor)).items;
  }

  private load(visitor: Visitor, id: string): Promise<Booking> {
    return this.api.get<Booking>('capacity-building', `/v1/bookings/${id}`, visitor);
  }

  private async booking(visitor: Visitor, id: string, errors?: FormErrors) {
    const booking = bookingView(await this.load(visitor, id), this.now());
    return page('bookings/show', {
      title: `${booking.courseTitle}: booking`,
      ...{ booking, errors },
      keys: { accept: formKey(), decline: formKey(), leave: formKey(), keep: formKey() },
      breadcrumbs: breadcrumbsFor(visitor),
    });
  }
}

/** A coordinator has no bookings of their own. */
export const breadcrumbsFor = (visitor: Visitor, booking?: Pick<Booking, 'id' | 'courseTitle'>) => [
  ...(isCoordinator(visitor) ? BREADCRUMBS.slice(0, 2) : BREADCRUMBS),
  ...(booking ? [{ text: booking.courseTitle, href: `/training/bookings/${booking.id}` }] : []),
];
