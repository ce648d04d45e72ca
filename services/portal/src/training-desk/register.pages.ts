import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { lineOf } from '../training/session-list';
import { addressOf, ANSWERS, correctionsView, dateAsked, type Look, registerView } from './register';
import { deskBreadcrumbs, loadSession } from './session-desk';
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
  show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Query() look: Look) {
    return this.register(visitor, id, look);
  }

  @Post()
  async record(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const [bookingId, place] = [typed(form, 'booking'), Number(typed(form, 'place'))];
    const [date, reason, name] = [typed(form, 'date'), typed(form, 'reason'), typed(form, 'name')];
    const look = { date, find: typed(form, 'find'), cursor: typed(form, 'cursor') };
    const [field, why] = [`answer-${bookingId}-${place}`, `why-${bookingId}-${place}`];
    const answer = capacityBuildingApi.Attendance.safeParse(typed(form, 'attendance'));
    if (!answer.success || !Id.safeParse(bookingId).success)
      return this.register(visitor, id, look, form, asErrors([{ field, text: 'Press one of the answers' }]));
    if (typed(form, 'correction') && !reason) {
      const missing = asErrors([{ field: why, text: 'Say why it is corrected' }]);
      return this.register(visitor, id, look, form, missing);
    }
    try {
      await this.api.post('capacity-building', `/v1/bookings/${bookingId}/attendance`, visitor, {
        body: {
          people: [{ place, attendance: answer.data, ...(name && { name }) }],
          ...(date && { date: Number(date) }),
          ...(reason && { reason }),
        },
        ...{ version: typed(form, '_version'), key: typed(form, '_key') },
      });
    } catch (error) {
      const errors = errorsOf(error, { reason: why, people: `name-${bookingId}-${place}` });
      return this.register(visitor, id, look, form, errors);
    }
    return redirect(`/training/sessions/${id}/register${addressOf(look)}#person-${bookingId}-${place}`);
  }

  /** What was corrected: who, when, from what to what, why. */
  @Get('corrections')
  async corrections(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query('cursor') cursor?: string,
  ) {
    const path = `/v1/sessions/${id}/register/corrections${addressOf({ cursor })}`;
    const [session, { items, nextCursor }] = await Promise.all([
      loadSession(this.api, visitor, id),
      this.api.get<capacityBuildingApi.RegisterCorrections>('capacity-building', path, visitor),
    ]);
    return page('training-desk/corrections', {
      title: `${session.courseTitle}: corrections of the register`,
      ...{ session, corrections: correctionsView(items, session), isFirst: !cursor, nextCursor },
      breadcrumbs: [
        ...deskBreadcrumbs(session),
        { text: 'Register', href: `/training/sessions/${id}/register` },
      ],
    });
  }

  private async register(visitor: Visitor, id: string, look: Look, form: Form = {}, errors?: FormErrors) {
    const session = await loadSession(this.api, visitor, id);
    const now = this.clock.now().toString();
    const chosen = dateAsked(look.date, session, now);
    const path = `/v1/sessions/${id}/register${addressOf({ ...look, date: String(chosen) })}`;
    const register = await this.api.get<capacityBuildingApi.SessionRegister>(
      'capacity-building',
      path,
      visitor,
    );
    return page('training-desk/register', {
      title: `${session.courseTitle}: register of attendance`,
      ...{ session: lineOf(session, now), form, errors, answers: ANSWERS, look },
      ...{ chosen, ...registerView(register, session), hasBegun: now >= session.startsAt },
      ...(register.nextCursor && { more: addressOf({ ...look, cursor: register.nextCursor }) }),
      key: formKey(),
      breadcrumbs: deskBreadcrumbs(session),
    });
  }
}
