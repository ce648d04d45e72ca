import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { Clock } from '@commissioning/service';
import { standingOf } from '../bookings/booking-view';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { placesBar } from '../training/places-bar';
import { lineOf } from '../training/session-list';
import { affectedBy, deskBreadcrumbs, loadDesk, loadSession } from './session-desk';
import { changedInWords } from './session-difference';
import { type Form, typed } from './session-form';

/** One session as those who run it see it: places, bookings, the waiting list, and its end. */
@Controller('training/sessions/:id')
@Can('portal:use')
export class SessionDeskPages {
  constructor(
    private readonly api: ServiceApi,
    private readonly clock: Clock,
  ) {}

  @Get('desk')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const { session, booked, offered } = await loadDesk(this.api, visitor, id);
    const { items } = await this.api.get<capacityBuildingApi.AdjustmentWarnings>(
      'capacity-building',
      '/v1/adjustment-warnings',
      visitor,
    );
    const now = this.clock.now().toString();
    return page('training-desk/session', {
      title: `${session.courseTitle}: session`,
      ...{ booked: booked.items, offered: offered.items, bar: placesBar(session) },
      session: lineOf(session, now),
      toldOf: booked.items.some(({ sessionChange }) => sessionChange),
      isAll: !booked.nextCursor && !offered.nextCursor,
      warning: items.find(({ sessionId }) => sessionId === id),
      isAhead: session.state === 'scheduled' && now < session.startsAt,
      hasBegun: session.state === 'scheduled' && now >= session.startsAt,
      breadcrumbs: deskBreadcrumbs(session, true),
    });
  }

  /** What was changed of the session: when, by whom, why. */
  @Get('changes')
  async changes(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const [session, { items }] = await Promise.all([
      loadSession(this.api, visitor, id),
      this.api.get<{ items: capacityBuildingApi.SessionChange[] }>(
        'capacity-building',
        `/v1/sessions/${id}/changes`,
        visitor,
      ),
    ]);
    return page('training-desk/changes', {
      title: `${session.courseTitle}: what was changed`,
      ...{ session, changes: items.map((one) => ({ ...one, what: changedInWords(one) })) },
      breadcrumbs: deskBreadcrumbs(session),
    });
  }

  @Get('waiting-list')
  async waitingList(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query('cursor') cursor?: string,
  ) {
    const path = `/v1/sessions/${id}/waiting-list${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`;
    const [session, { items, nextCursor }] = await Promise.all([
      loadSession(this.api, visitor, id),
      this.api.get<capacityBuildingApi.WaitingList>('capacity-building', path, visitor),
    ]);
    return page('training-desk/waiting-list', {
      title: `${session.courseTitle}: waiting list`,
      ...{ session: lineOf(session, this.clock.now().toString()), bar: placesBar(session) },
      parties: items.map((party) => ({ ...party, ...standingOf(party, 'They'), place: party.position })),
      nextCursor,
      breadcrumbs: deskBreadcrumbs(session),
    });
  }

  @Get('cancel')
  ending(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.cancelPage(visitor, id);
  }

  @Post('cancel')
  async cancel(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const reason = typed(form, 'reason');
    const missing = asErrors([{ field: 'reason', text: 'Say why, for those who have booked' }]);
    if (!reason) return this.cancelPage(visitor, id, form, missing);
    try {
      await this.api.post('capacity-building', `/v1/sessions/${id}/cancel`, visitor, {
        ...{ body: { reason }, version: typed(form, '_version'), key: typed(form, '_key') },
      });
      return redirect(
        `/training/sessions/${id}/desk`,
        'The session is cancelled, and everybody who booked is told.',
      );
    } catch (error) {
      return this.cancelPage(visitor, id, form, errorsOf(error));
    }
  }

  private async cancelPage(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const loaded = await loadDesk(this.api, visitor, id);
    return page('training-desk/cancel', {
      title: `Cancel ${loaded.session.courseTitle}`,
      session: lineOf(loaded.session, this.clock.now().toString()),
      ...{ affected: affectedBy(loaded), form, errors, key: formKey() },
      breadcrumbs: deskBreadcrumbs(loaded.session),
    });
  }
}
