import { Body, Controller, Get, Inject, Param, Post, Res } from '@nestjs/common';
import { Can, Public } from '@commissioning/auth';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import type { Response } from 'express';
import { ourOrganisations } from '../organisations/our-organisations';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import type { Form } from './booking-form';

type Feed = capacityBuildingApi.CalendarFeed;

/** A calendar of an organisation's sessions that calendars keep fresh by themselves. */
@Controller('training')
export class FeedPages {
  constructor(
    private readonly api: ServiceApi,
    @Inject('publicUrl') private readonly publicUrl: string,
  ) {}

  @Get('bookings/feeds')
  @Can('portal:use')
  show(@TheVisitor() visitor: Visitor) {
    return this.feeds(visitor);
  }

  /** The address is told once, on the page that answers: it is the right to read. */
  @Post('bookings/feeds')
  @Can('portal:use')
  async open(@TheVisitor() visitor: Visitor, @Body() form: Form) {
    try {
      const { token } = await this.api.post<capacityBuildingApi.OpenedCalendarFeed>(
        'capacity-building',
        '/v1/calendar-feeds',
        visitor,
        { body: { organisationId: form['organisationId'] }, key: form['_key'] },
      );
      return this.feeds(visitor, undefined, `${this.publicUrl}/training/feeds/${token}`);
    } catch (error) {
      return this.feeds(visitor, errorsOf(error));
    }
  }

  @Post('bookings/feeds/:id/revoke')
  @Can('portal:use')
  async revoke(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    await this.api.post('capacity-building', `/v1/calendar-feeds/${id}/revoke`, visitor);
    return redirect('/training/bookings/feeds', 'That address no longer leads anywhere.');
  }

  /** Calendars cannot sign in. */
  @Get('feeds/:token')
  @Public()
  async feed(
    @Param('token', { schema: capacityBuildingApi.FeedToken }) token: string,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { type, body } = await this.api.download('capacity-building', `/v1/feeds/${token}`, {});
    response.type(type).setHeader('cache-control', 'private, max-age=900');
    return body;
  }

  private async feeds(visitor: Visitor, errors?: FormErrors, address?: string) {
    const organisations = await Promise.all(
      (await ourOrganisations(this.api, visitor)).map(async ({ id, name }) => {
        const path = `/v1/calendar-feeds?organisationId=${id}`;
        const { items } = await this.api.get<{ items: Feed[] }>('capacity-building', path, visitor);
        return { id, name, key: formKey(), feeds: items.filter(({ revokedAt }) => !revokedAt) };
      }),
    );
    return page('bookings/feeds', {
      title: 'Our sessions in your calendar',
      ...{ organisations, errors, address },
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: 'Training', href: '/training' },
        { text: 'Our bookings', href: '/training/bookings' },
      ],
    });
  }
}
