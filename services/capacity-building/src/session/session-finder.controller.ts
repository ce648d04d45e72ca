import { Controller, Get, Param, Query } from '@nestjs/common';
import { type Actor, Caller, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { SessionFinder } from './session-finder.service';

/** What everybody may see; the internal programme is answered to officers only. */
@Controller('v1')
@Public()
export class SessionFinderController {
  constructor(private readonly finder: SessionFinder) {}

  @Get('sessions')
  @Answers(capacityBuildingApi.SessionList)
  list(
    @Query({ schema: capacityBuildingApi.SessionQuery }) query: capacityBuildingApi.SessionQuery,
    @Caller() actor: Actor | undefined,
  ) {
    return this.finder.list(query, actor);
  }

  @Get('sessions/:id')
  @Answers(capacityBuildingApi.Session)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor | undefined) {
    return this.finder.show(id, actor);
  }

  @Get('calendar/:month')
  @Answers(capacityBuildingApi.Calendar)
  month(
    @Param('month', { schema: capacityBuildingApi.CalendarMonth }) month: string,
    @Query({ schema: capacityBuildingApi.CalendarQuery }) { audience }: capacityBuildingApi.CalendarQuery,
    @Caller() actor: Actor | undefined,
  ) {
    return this.finder.month(month, audience, actor);
  }
}
