import { Body, Controller, Get, Param, Post, Session as BrowserSession } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { Drafts, type DraftSession } from '../pages/drafts';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import type { Form } from './booking-form';
import { bookingView } from './booking-view';
import { breadcrumbsFor } from './bookings.pages';
import { askFor, ASKED, type Refused, termsOf } from './needs';
import { choicesOf, formOfNeeds, KINDS, needInWords, NEEDS, type NeedsForm, needsOf } from './needs-form';

type Booking = capacityBuildingApi.Booking;

/** What the people of a booking need to take part: what was asked for, how far it is, and more. */
@Controller('training/bookings/:id/needs')
@Can('portal:use')
export class NeedPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly drafts: Drafts,
    private readonly clock: Clock,
  ) {}

  /** With what could not be asked for while booking, if anything, in the form again. */
  @Get()
  async show(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
  ) {
    const { refused } = await this.drafts.read<{ refused: Refused[] }>(kept, `needs ${id}`);
    return refused
      ? this.needs(visitor, id, formOfNeeds(refused.map(({ need }) => need)), refusals(refused))
      : this.needs(visitor, id);
  }

  @Post()
  async ask(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
    @Body() form: NeedsForm,
  ) {
    const booking = await this.load(visitor, id);
    const read = needsOf(form, booking.people);
    if ('errors' in read) return this.needs(visitor, id, form, read.errors);
    if (read.needs.length === 0)
      return this.needs(visitor, id, form, asErrors([{ field: 'need', text: 'Select what you need' }]));
    const refused = await askFor(this.api, visitor, id, read.needs, String(form['_key'] ?? formKey()));
    await this.drafts.forget(kept, `needs ${id}`);
    if (refused.length > 0)
      return this.needs(visitor, id, formOfNeeds(refused.map(({ need }) => need)), refusals(refused));
    return redirect(`/training/bookings/${id}/needs`, 'We have your request and will tell you how it goes.');
  }

  @Post(':adjustment/withdraw')
  async withdraw(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('adjustment', { schema: Id }) adjustment: string,
    @Body() form: Form,
  ) {
    try {
      await this.api.post('capacity-building', `/v1/adjustments/${adjustment}/withdraw`, visitor, {
        ...{ version: form['_version'], key: form['_key'] },
      });
      return redirect(`/training/bookings/${id}/needs`, 'Thank you for telling us. We no longer arrange it.');
    } catch (error) {
      return this.needs(visitor, id, {}, errorsOf(error));
    }
  }

  private load(visitor: Visitor, id: string): Promise<Booking> {
    return this.api.get<Booking>('capacity-building', `/v1/bookings/${id}`, visitor);
  }

  private async needs(visitor: Visitor, id: string, form: NeedsForm = {}, errors?: FormErrors) {
    const booking = bookingView(await this.load(visitor, id), this.clock.now().toString());
    const [{ items }, terms] = await Promise.all([
      this.api.get<capacityBuildingApi.AdjustmentList>(
        'capacity-building',
        `/v1/adjustments?bookingId=${id}`,
        visitor,
      ),
      termsOf(this.api, visitor, booking.sessionId),
    ]);
    return page('bookings/booking-needs', {
      title: `${booking.courseTitle}: what you need`,
      ...{ booking, terms, form, errors, kinds: KINDS, words: NEEDS, key: formKey() },
      asked: items.map((item) => ({
        ...{ ...item, tag: ASKED[item.state], text: needInWords(item, booking.people), key: formKey() },
      })),
      people: choicesOf(booking.people),
      breadcrumbs: breadcrumbsFor(visitor, booking),
    });
  }
}

const refusals = (refused: readonly Refused[]): FormErrors =>
  asErrors(refused.map(({ need, text }) => ({ field: 'need', text: `${NEEDS[need.kind].text}: ${text}` })));
