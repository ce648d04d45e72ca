import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { equalityAnalysisApi, Id } from '@commissioning/schemas';
import { ScreeningService } from './screening.service';

@Controller('v1/screenings')
export class ScreeningController {
  constructor(private readonly screenings: ScreeningService) {}

  @Put(':id/answers')
  @Can('screening:complete')
  @Answers(equalityAnalysisApi.Screening)
  answer(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: equalityAnalysisApi.AnswerScreening }) answers: equalityAnalysisApi.AnswerScreening,
    @Caller() actor: Actor,
  ) {
    return this.screenings.answer(id, version, answers, actor);
  }

  @Post(':id/complete')
  @HttpCode(200)
  @Can('screening:complete')
  @Answers(equalityAnalysisApi.Screening)
  complete(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: equalityAnalysisApi.CompleteScreening }) ending: equalityAnalysisApi.CompleteScreening,
    @Caller() actor: Actor,
  ) {
    return this.screenings.complete(id, version, ending, actor);
  }

  @Get()
  @Can('screening:read')
  @Answers(equalityAnalysisApi.ScreeningList)
  list(@Query({ schema: equalityAnalysisApi.ScreeningQuery }) query: { themeId?: string }) {
    return this.screenings.list(query.themeId);
  }

  @Get(':id')
  @Can('screening:read')
  @Answers(equalityAnalysisApi.Screening)
  show(@Param('id', { schema: Id }) id: string) {
    return this.screenings.show(id);
  }
}
