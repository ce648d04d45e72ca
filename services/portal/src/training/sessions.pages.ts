import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can, Public } from '@commissioning/auth';
import { type capacityBuildingApi, Id, type organisationsApi } from '@commissioning/schemas';
import { ourOrganisations } from '../organisations/our-organisations';
import { wardName, wardsOf } from '../organisations/wards';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { bookingOf, type Form } from './training-forms';
import { COMPETENCIES, places } from './words';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
];
const MOST_ORGANISATIONS = 200;

export const isCoordinator = (visitor: Visitor): boolean =>
  visitor.actor?.roles.includes('training-coordinator') ?? false;

/** What everybody may see of training, and the way to a place. */
@Controller('training')
export class SessionPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  @Public()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.api.get<{ items: capacityBuildingApi.Session[] }>(
      'capacity-building',
      '/v1/sessions',
      visitor,
    );
    return page('training/sessions', {
      title: 'Training',
      sessions: items,
      coordinator: isCoordinator(visitor),
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  @Get('sessions/:id')
  @Public()
  show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.session(visitor, id);
  }

  @Post('sessions/:id/book')
  @Can('portal:use')
  async book(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const draft = bookingOf(form, id);
    if ('errors' in draft) return this.session(visitor, id, form, draft.errors);
    try {
      const booking = await this.api.post<capacityBuildingApi.Booking>(
        'capacity-building',
        '/v1/bookings',
        visitor,
        { body: draft.booking, key: form['_key'] },
      );
      const told =
        booking.state === 'booked'
          ? `You have ${places(booking.places)}.`
          : `There is not room for ${booking.places} now. You are on the waiting list and will be offered places when they become free.`;
      return redirect(`/training/bookings/${booking.id}`, told);
    } catch (error) {
      const errors = errorsOf(error, {}, { 'organisation-cap-exceeded': 'places' });
      return this.session(visitor, id, form, errors);
    }
  }

  private async session(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const [session, organisations, wards] = await Promise.all([
      this.api.get<capacityBuildingApi.Session>('capacity-building', `/v1/sessions/${id}`, visitor),
      this.bookableFor(visitor),
      wardsOf(this.api, visitor),
    ]);
    const course = await this.api.get<capacityBuildingApi.Course>(
      'capacity-building',
      `/v1/courses/${session.courseId}`,
      visitor,
    );
    return page('training/session', {
      title: session.courseTitle,
      ...{ session, course, organisations, errors },
      ward: session.ward && wardName(wards, session.ward),
      competencies: session.competencies.map((competency) => COMPETENCIES[competency]),
      coordinator: isCoordinator(visitor),
      form: { ...form, _key: form['_key'] ?? formKey() },
      breadcrumbs: BREADCRUMBS,
    });
  }

  /** Members book for their own; a coordinator for any. */
  private async bookableFor(visitor: Visitor): Promise<organisationsApi.Organisation[]> {
    if (!isCoordinator(visitor)) return ourOrganisations(this.api, visitor);
    const { items } = await this.api.get<organisationsApi.OrganisationList>(
      'organisations',
      `/v1/organisations?limit=${MOST_ORGANISATIONS}`,
      visitor,
    );
    return items;
  }
}
