import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { BookingService } from '../booking/booking.service';
import { SessionService } from './session.service';

@Controller('v1/sessions')
export class SessionController {
  constructor(
    private readonly sessions: SessionService,
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

  @Get()
  @Public()
  @Answers(capacityBuildingApi.SessionList)
  list(@Query({ schema: capacityBuildingApi.SessionQuery }) query: capacityBuildingApi.SessionQuery) {
    return this.sessions.list(query);
  }

  @Get(':id')
  @Public()
  @Answers(capacityBuildingApi.Session)
  show(@Param('id', { schema: Id }) id: string) {
    return this.sessions.show(id);
  }

  @Get(':id/bookings')
  @Can('session:read-bookings')
  @Answers(capacityBuildingApi.BookingList)
  listBookings(@Param('id', { schema: Id }) id: string) {
    return this.bookings.ofSession(id);
  }
}
