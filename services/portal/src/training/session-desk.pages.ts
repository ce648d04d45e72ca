import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { type Form, registerOf } from './training-forms';
import { STATES } from './words';

type Booking = capacityBuildingApi.Booking;
type Session = capacityBuildingApi.Session;

/** What a coordinator does with one session: places, waiting list, attendance. */
@Controller('training/sessions/:id')
@Can('portal:use')
export class SessionDeskPages {
  constructor(private readonly api: ServiceApi) {}

  @Get('desk')
  show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.desk(visitor, id);
  }

  @Post('cancel')
  async cancel(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const reason = (form['reason'] ?? '').trim();
    if (!reason)
      return this.desk(
        visitor,
        id,
        asErrors([{ field: 'reason', text: 'Say why, for those who have booked' }]),
      );
    try {
      await this.api.post('capacity-building', `/v1/sessions/${id}/cancel`, visitor, {
        ...{ body: { reason }, version: form['_version'], key: form['_key'] },
      });
      return redirect(
        `/training/sessions/${id}/desk`,
        'The session is cancelled, and with it every booking.',
      );
    } catch (error) {
      return this.desk(visitor, id, errorsOf(error));
    }
  }

  @Get('register')
  register(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.attendance(visitor, id);
  }

  /** Each booking is recorded on its own: what was kept stays kept when another one is refused. */
  @Post('register')
  async record(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const { booked } = await this.load(visitor, id);
    const read = registerOf(form, booked);
    if ('errors' in read) return this.attendance(visitor, id, form, read.errors);
    const refused: string[] = [];
    for (const { bookingId, version, people } of read.registers) {
      await this.api
        .post('capacity-building', `/v1/bookings/${bookingId}/attendance`, visitor, {
          ...{ body: { people }, version, key: `${form['_key'] ?? formKey()}-${bookingId}` },
        })
        .catch((error: unknown) => refused.push(...errorsOf(error).list.map(({ text }) => text)));
    }
    if (refused.length > 0) {
      const said = [...new Set(refused)].map((text) => ({ field: '', text }));
      return this.attendance(visitor, id, form, asErrors(said));
    }
    return redirect(`/training/sessions/${id}/desk`, 'Attendance is recorded.');
  }

  private async load(visitor: Visitor, id: string) {
    const [session, { items }] = await Promise.all([
      this.api.get<Session>('capacity-building', `/v1/sessions/${id}`, visitor),
      this.api.get<{ items: Booking[] }>('capacity-building', `/v1/sessions/${id}/bookings`, visitor),
    ]);
    const inState = (state: string) => items.filter((booking) => booking.state === state);
    const waiting = inState('waiting').sort((a, b) => (a.partiesBefore ?? 0) - (b.partiesBefore ?? 0));
    return { session, booked: inState('booked'), offered: inState('offered'), waiting };
  }

  private async desk(visitor: Visitor, id: string, errors?: FormErrors) {
    const loaded = await this.load(visitor, id);
    return page('training/session-desk', {
      title: `${loaded.session.courseTitle}: places`,
      ...{ ...loaded, errors, states: STATES, key: formKey() },
      breadcrumbs: breadcrumbs(loaded.session),
    });
  }

  private async attendance(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const { session, booked } = await this.load(visitor, id);
    return page('training/attendance', {
      title: `${session.courseTitle}: register of attendance`,
      ...{ session, booked, errors, form: { ...form, _key: form['_key'] ?? formKey() } },
      breadcrumbs: [...breadcrumbs(session), { text: 'Places', href: `/training/sessions/${id}/desk` }],
    });
  }
}

const breadcrumbs = ({ courseId, courseTitle }: Session) => [
  { text: 'Home', href: '/' },
  { text: 'Courses', href: '/training/courses' },
  { text: courseTitle, href: `/training/courses/${courseId}` },
];
