import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { CalendarService } from './calendar.service';

const CALENDAR = 'text/calendar; charset=utf-8; method=PUBLISH';

@Controller('v1')
export class CalendarController {
  constructor(private readonly calendars: CalendarService) {}

  @Get('bookings/:id/session.ics')
  @Can('booking:read')
  @Header('content-type', CALENDAR)
  @Header('content-disposition', 'attachment; filename="session.ics"')
  @Answers(capacityBuildingApi.CalendarText)
  ofBooking(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.calendars.ofBooking(id, actor);
  }

  /** Calendars cannot sign in: the token is the right to read. */
  @Get('feeds/:token')
  @Public()
  @Header('content-type', CALENDAR)
  @Header('cache-control', 'private, max-age=900')
  @Answers(capacityBuildingApi.CalendarText)
  feed(@Param('token', { schema: capacityBuildingApi.FeedToken }) token: string) {
    return this.calendars.feed(token);
  }

  @Post('calendar-feeds')
  @Can('calendar:share')
  @Answers(capacityBuildingApi.OpenedCalendarFeed, 201)
  open(
    @Body({ schema: capacityBuildingApi.NewCalendarFeed }) feed: capacityBuildingApi.NewCalendarFeed,
    @Caller() actor: Actor,
  ) {
    return this.calendars.open(feed, actor);
  }

  @Get('calendar-feeds')
  @Can('calendar:share')
  @Answers(capacityBuildingApi.CalendarFeedList)
  list(
    @Query({ schema: capacityBuildingApi.CalendarFeedQuery }) { organisationId }: { organisationId: string },
    @Caller() actor: Actor,
  ) {
    return this.calendars.list(organisationId, actor);
  }

  @Post('calendar-feeds/:id/revoke')
  @HttpCode(200)
  @Can('calendar:share')
  @Answers(capacityBuildingApi.CalendarFeed)
  revoke(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.calendars.revoke(id, actor);
  }
}
