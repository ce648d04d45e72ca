import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { BookingService } from '../booking/booking.service';
import { SessionFinder } from './session-finder.service';
import { ChangeSession } from './change-session';
import { SessionService } from './session.service';

@Controller('v1/sessions')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
    private readonly changing: ChangeSession,
    private readonly finder: SessionFinder,
    private readonly bookings: BookingService,
  ) {}

  @Post()
  @Can('session:schedule')
  @Answers(capacityBuildingApi.Session, 201)
  schedule(
    @Body({ schema: capacityBuildingApi.NewSession }) draft: capacityBuildingApi.NewSession,
    @Caller() actor: Actor,
  ) {
    return this.sessions.schedule(draft, actor);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Can('session:schedule')
  @Answers(capacityBuildingApi.Session)
  cancel(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.CancelSession }) { reason }: { reason: string },
    @Caller() actor: Actor,
  ) {
    return this.sessions.cancel(id, version, reason, actor);
  }

  @Put(':id')
  @Can('session:schedule')
  @Answers(capacityBuildingApi.Session)
  change(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.ChangeSession }) wanted: capacityBuildingApi.ChangeSession,
    @Caller() actor: Actor,
  ) {
    return this.changing.change(id, version, wanted, actor);
  }

  @Get(':id/changes')
  @Can('session:read-bookings')
  @Answers(capacityBuildingApi.SessionChangeList)
  changes(@Param('id', { schema: Id }) id: string) {
    return this.finder.changes(id);
  }

  @Get(':id/waiting-list')
  @Can('session:read-bookings')
  @Answers(capacityBuildingApi.WaitingList)
  waitingList(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: capacityBuildingApi.WaitingListQuery }) query: capacityBuildingApi.WaitingListQuery,
  ) {
    return this.finder.waitingList(id, query);
  }

  @Get(':id/bookings')
  @Can('session:read-bookings')
  @Answers(capacityBuildingApi.BookingPage)
  listBookings(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: capacityBuildingApi.SessionBookingsQuery })
    query: capacityBuildingApi.SessionBookingsQuery,
  ) {
    return this.bookings.ofSession(id, query);
  }
}
