import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, programmeApi } from '@commissioning/schemas';
import { WorkshopService } from './workshop.service';

@Controller('v1/workshops')
export class WorkshopController {
  constructor(private readonly workshops: WorkshopService) {}

  @Post()
  @Can('workshop:record')
  @Answers(programmeApi.Workshop, 201)
  record(
    @Body({ schema: programmeApi.NewWorkshop }) draft: programmeApi.NewWorkshop,
    @Caller() actor: Actor,
  ) {
    return this.workshops.record(draft, actor);
  }

  @Post(':id/contributions')
  @Can('workshop:record')
  @Answers(programmeApi.Contributions, 201)
  note(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: programmeApi.NewContributions }) { items }: programmeApi.NewContributions,
    @Caller() actor: Actor,
  ) {
    return this.workshops.note(id, items, actor);
  }

  @Get()
  @Can('programme:read')
  @Answers(programmeApi.WorkshopList)
  list(@Query({ schema: programmeApi.WorkshopQuery }) query: { programmeId?: string }) {
    return this.workshops.list(query.programmeId);
  }

  @Get(':id')
  @Can('programme:read')
  @Answers(programmeApi.Workshop)
  show(@Param('id', { schema: Id }) id: string) {
    return this.workshops.show(id);
  }
}
