import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { lineOf } from '../training/session-list';
import { ANSWERS, dateAsked, registerView } from './register';
import { deskBreadcrumbs, loadDesk } from './session-desk';
import { type Form, typed } from './session-form';

/** The register on a phone in the room: one press a person, and each press is kept at once. */
@Controller('training/sessions/:id/register')
@Can('portal:use')
export class RegisterPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query('date') date?: string,
  ) {
    return this.register(visitor, id, date);
  }

  @Post()
  async record(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const [bookingId, place] = [typed(form, 'booking'), Number(typed(form, 'place'))];
    const [date, reason] = [typed(form, 'date'), typed(form, 'reason')];
    const field = `answer-${bookingId}-${place}`;
    const answer = capacityBuildingApi.Attendance.safeParse(typed(form, 'attendance'));
    if (!answer.success || !Id.safeParse(bookingId).success)
      return this.register(visitor, id, date, form, asErrors([{ field, text: 'Press one of the answers' }]));
    if (typed(form, 'correction') && !reason) {
      const missing = asErrors([{ field: `why-${bookingId}-${place}`, text: 'Say why it is corrected' }]);
      return this.register(visitor, id, date, form, missing);
    }
    try {
      await this.api.post('capacity-building', `/v1/bookings/${bookingId}/attendance`, visitor, {
        body: {
          people: [{ place, attendance: answer.data }],
          ...(date && { date: Number(date) }),
          ...(reason && { reason }),
        },
        ...{ version: typed(form, '_version'), key: typed(form, '_key') },
      });
    } catch (error) {
      return this.register(visitor, id, date, form, errorsOf(error, { reason: `why-${bookingId}-${place}` }));
    }
    const query = date ? `?date=${date}` : '';
    return redirect(`/training/sessions/${id}/register${query}#person-${bookingId}-${place}`);
  }

  private async register(
    visitor: Visitor,
    id: string,
    date: string | undefined,
    form: Form = {},
    errors?: FormErrors,
  ) {
    const { session, booked } = await loadDesk(this.api, visitor, id);
    const now = this.clock.now().toString();
    const chosen = dateAsked(date, session, now);
    return page('training-desk/register', {
      title: `${session.courseTitle}: register of attendance`,
      ...{ session: lineOf(session, now), form, errors, answers: ANSWERS },
      ...{ chosen, ...registerView(booked, session, chosen), hasBegun: now >= session.startsAt },
      key: formKey(),
      breadcrumbs: deskBreadcrumbs(session),
    });
  }
}
