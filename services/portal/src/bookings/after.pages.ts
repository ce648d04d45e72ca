import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import type { Response } from 'express';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import type { Form } from './booking-form';
import { bookingView } from './booking-view';
import { breadcrumbsFor } from './bookings.pages';
import { feedbackOf, QUESTIONS, SCORES } from './feedback-form';

/** What a booking is good for besides coming: a date in the calendar, a certificate, a word on how it was. */
@Controller('training/bookings/:id')
@Can('portal:use')
export class AfterwardsPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  @Get('calendar')
  async calendar(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    const path = `/v1/bookings/${id}/session.ics`;
    const { type, body } = await this.api.download('capacity-building', path, visitor);
    response.attachment('training.ics').type(type);
    return body;
  }

  /** The certificate is made when it is asked for; asked again, it is the same one. */
  @Post('certificate')
  async certificate(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const { reference } = await this.api.post<capacityBuildingApi.Certificate>(
      'capacity-building',
      '/v1/certificates',
      visitor,
      { body: { bookingId: id, place: Number(form['place']) } },
    );
    return redirect(`/training/bookings/${id}/certificates/${reference}.pdf`);
  }

  @Get('certificates/:reference.pdf')
  async document(
    @TheVisitor() visitor: Visitor,
    @Param('reference', { schema: capacityBuildingApi.CertificateReference }) reference: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    const path = `/v1/certificates/${reference}/document.pdf`;
    const { type, body } = await this.api.download('capacity-building', path, visitor);
    response.attachment(`certificate-${reference}.pdf`).type(type);
    return body;
  }

  @Get('feedback')
  feedback(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.feedbackPage(visitor, id);
  }

  @Post('feedback')
  async give(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const read = feedbackOf(form, id);
    if ('errors' in read) return this.feedbackPage(visitor, id, form, read.errors);
    try {
      await this.api.post('capacity-building', '/v1/feedback', visitor, {
        ...{ body: read.feedback, key: form['_key'] },
      });
      return redirect(
        `/training/bookings/${id}/feedback`,
        'Thank you. Nobody can see that it was you who said it.',
      );
    } catch (error) {
      return this.feedbackPage(visitor, id, form, errorsOf(error));
    }
  }

  private async feedbackPage(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const [found, standing] = await Promise.all([
      this.api.get<capacityBuildingApi.Booking>('capacity-building', `/v1/bookings/${id}`, visitor),
      this.api.get<capacityBuildingApi.FeedbackStanding>(
        'capacity-building',
        `/v1/bookings/${id}/feedback`,
        visitor,
      ),
    ]);
    const booking = bookingView(found, this.clock.now().toString());
    return page('bookings/feedback', {
      title: `${booking.courseTitle}: how it was`,
      ...{ booking, standing, form, errors, questions: QUESTIONS, scores: SCORES },
      open: standing.places.filter((one) => one.standing === 'open'),
      key: formKey(),
      breadcrumbs: breadcrumbsFor(visitor, booking),
    });
  }
}
