import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { SummaryService } from './summary.service';

@Controller('v1')
export class SummaryController {
  constructor(private readonly summaries: SummaryService) {}

  @Post('evaluations/:id/summaries')
  @HttpCode(200)
  @Can('summary:issue')
  @Answers(evaluationApi.Evaluation)
  issue(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: evaluationApi.IssueSummaries }) reasons: evaluationApi.IssueSummaries,
    @Caller() actor: Actor,
  ) {
    return this.summaries.issue(id, version, reasons, actor);
  }

  @Get('summaries')
  @Can('summary:read')
  @Answers(evaluationApi.AssessmentSummaryList)
  list(
    @Query({ schema: evaluationApi.SummaryQuery }) query: { evaluationId?: string },
    @Caller() actor: Actor,
  ) {
    return this.summaries.list(query.evaluationId, actor);
  }

  @Get('evaluations/:id/summaries/:bidId')
  @Can('summary:read')
  @Answers(evaluationApi.AssessmentSummary)
  show(
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Caller() actor: Actor,
  ) {
    return this.summaries.show(id, bidId, actor);
  }
}
