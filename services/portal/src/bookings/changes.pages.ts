import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { lineOf } from '../training/session-list';
import { places as inPlaces } from '../training/words';
import { type Form, namesByPlace, placesGivenBack } from './booking-form';
import { bookingView } from './booking-view';
import { breadcrumbsFor } from './bookings.pages';

type Booking = capacityBuildingApi.Booking;
type ChoiceForm = Readonly<Partial<Record<string, string | string[]>>>;

/** What an organisation may change in a booking until the session starts: names, places, the session. */
@Controller('training/bookings/:id')
@Can('portal:use')
export class BookingChangePages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  @Get('people')
  people(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.form(visitor, id, 'people', 'who comes');
  }

  @Post('people')
  async name(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const { people } = await this.load(visitor, id);
    const names = namesByPlace(form, people);
    try {
      await this.api.put('capacity-building', `/v1/bookings/${id}/people`, visitor, {
        ...{ body: { names }, version: form['_version'] },
      });
      return redirect(`/training/bookings/${id}`, 'The names are kept.');
    } catch (error) {
      const errors = errorsOf(error, { names: `name-${people[0]?.place}` });
      return this.form(visitor, id, 'people', 'who comes', form, errors);
    }
  }

  @Get('give-back')
  giveBack(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.form(visitor, id, 'give-back', 'give places back');
  }

  @Post('give-back')
  async free(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: ChoiceForm,
  ) {
    const places = placesGivenBack(form);
    const again = (errors: FormErrors) =>
      this.form(visitor, id, 'give-back', 'give places back', form, errors);
    if (places.length === 0)
      return again(asErrors([{ field: 'place', text: 'Select the places that you give back' }]));
    const { people, state } = await this.load(visitor, id);
    const isAll = people.every(({ place }) => places.includes(place));
    try {
      await this.api.post(
        'capacity-building',
        `/v1/bookings/${id}/${isAll ? 'cancel' : 'give-back'}`,
        visitor,
        {
          ...(!isAll && { body: { places } }),
          ...{ version: String(form['_version']), key: String(form['_key']) },
        },
      );
      const given = isAll ? 'all your places' : inPlaces(places.length);
      const smaller = isAll
        ? 'You have left the waiting list.'
        : `You wait for ${inPlaces(people.length - places.length)} now.`;
      const told = state === 'waiting' ? smaller : `You gave ${given} back. Thank you: others can come now.`;
      return redirect(`/training/bookings/${id}`, told);
    } catch (error) {
      return again(errorsOf(error, { places: 'place' }));
    }
  }

  @Get('move')
  move(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.movePage(visitor, id);
  }

  @Post('move')
  async moveTo(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const { sessionId } = form;
    if (!sessionId)
      return this.movePage(visitor, id, asErrors([{ field: 'sessionId', text: 'Select a session' }]));
    try {
      const moved = await this.api.post<Booking>('capacity-building', `/v1/bookings/${id}/move`, visitor, {
        ...{ body: { sessionId }, version: form['_version'], key: form['_key'] },
      });
      return redirect(`/training/bookings/${moved.id}`, 'Your places are in this session now.');
    } catch (error) {
      return this.movePage(visitor, id, errorsOf(error, { sessionId: 'sessionId' }));
    }
  }

  private now(): string {
    return this.clock.now().toString();
  }

  private load(visitor: Visitor, id: string): Promise<Booking> {
    return this.api.get<Booking>('capacity-building', `/v1/bookings/${id}`, visitor);
  }

  private async form(
    visitor: Visitor,
    id: string,
    template: 'people' | 'give-back',
    task: string,
    form: ChoiceForm = {},
    errors?: FormErrors,
  ) {
    const booking = bookingView(await this.load(visitor, id), this.now());
    return page(`bookings/${template}`, {
      title: `${booking.courseTitle}: ${task}`,
      ...{ booking, form, errors, chosen: placesGivenBack(form), key: formKey() },
      breadcrumbs: breadcrumbsFor(visitor, booking),
    });
  }

  private async movePage(visitor: Visitor, id: string, errors?: FormErrors) {
    const booking = bookingView(await this.load(visitor, id), this.now());
    const { items } = await this.api.get<{ items: capacityBuildingApi.Session[] }>(
      'capacity-building',
      `/v1/sessions?courseId=${booking.courseId}&audience=${booking.audience}&withPlaces=true&limit=200`,
      visitor,
    );
    const sessions = items
      .filter((session) => session.id !== booking.sessionId && session.placesFree >= booking.places)
      .map((session) => lineOf(session, this.now()));
    return page('bookings/move', {
      title: `${booking.courseTitle}: move to another session`,
      ...{ booking, sessions, errors, key: formKey() },
      breadcrumbs: breadcrumbsFor(visitor, booking),
    });
  }
}
