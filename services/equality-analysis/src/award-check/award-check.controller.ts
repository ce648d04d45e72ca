import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { equalityAnalysisApi, Id } from '@commissioning/schemas';
import { AwardCheckService } from './award-check.service';

@Controller('v1/award-checks')
export class AwardCheckController {
  constructor(private readonly checks: AwardCheckService) {}

  @Put(':id/advice')
  @Can('award-check:write')
  @Answers(equalityAnalysisApi.AwardCheck)
  advise(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: equalityAnalysisApi.WriteAdvice }) advice: equalityAnalysisApi.WriteAdvice,
    @Caller() actor: Actor,
  ) {
    return this.checks.advise(id, version, advice, actor);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Can('award-check:write')
  @Answers(equalityAnalysisApi.AwardCheck)
  submit(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.checks.submit(id, version, actor);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Can('award-check:approve')
  @Answers(equalityAnalysisApi.AwardCheck)
  approve(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.checks.approve(id, version, actor);
  }

  @Post(':id/return')
  @HttpCode(200)
  @Can('award-check:approve')
  @Answers(equalityAnalysisApi.AwardCheck)
  sendBack(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: equalityAnalysisApi.ReturnAwardCheck }) { reason }: equalityAnalysisApi.ReturnAwardCheck,
    @Caller() actor: Actor,
  ) {
    return this.checks.sendBack(id, version, reason, actor);
  }

  @Get()
  @Can('award-check:read')
  @Answers(equalityAnalysisApi.AwardCheckList)
  list(@Query({ schema: equalityAnalysisApi.AwardCheckQuery }) query: { evaluationId?: string }) {
    return this.checks.list(query.evaluationId);
  }

  @Get(':id')
  @Can('award-check:read')
  @Answers(equalityAnalysisApi.AwardCheck)
  show(@Param('id', { schema: Id }) id: string) {
    return this.checks.show(id);
  }
}
