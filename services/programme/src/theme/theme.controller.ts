import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, programmeApi } from '@commissioning/schemas';
import { ThemeService } from './theme.service';

@Controller('v1/themes')
export class ThemeController {
  constructor(private readonly themes: ThemeService) {}

  @Post()
  @Can('theme:propose')
  @Answers(programmeApi.Theme, 201)
  propose(@Body({ schema: programmeApi.NewTheme }) draft: programmeApi.NewTheme, @Caller() actor: Actor) {
    return this.themes.propose(draft, actor);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Can('theme:approve')
  @Answers(programmeApi.Theme)
  approve(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: programmeApi.ApproveTheme }) { decisionId }: { decisionId: string },
    @Caller() actor: Actor,
  ) {
    return this.themes.approve(id, version, decisionId, actor);
  }

  @Get()
  @Can('programme:read')
  @Answers(programmeApi.ThemeList)
  list() {
    return this.themes.list();
  }

  @Get(':id')
  @Can('programme:read')
  @Answers(programmeApi.Theme)
  show(@Param('id', { schema: Id }) id: string) {
    return this.themes.show(id);
  }

  @Get(':id/timetable')
  @Can('programme:read')
  @Answers(programmeApi.Timetable)
  timetable(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: programmeApi.TimetableQuery }) query: programmeApi.TimetableQuery,
  ) {
    return this.themes.timetable(id, query);
  }
}
