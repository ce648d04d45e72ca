import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { RecommendationService } from './recommendation.service';

@Controller('v1/evaluations/:id/recommendation')
export class RecommendationController {
  constructor(private readonly recommendations: RecommendationService) {}

  @Post()
  @HttpCode(200)
  @Can('recommendation:make')
  @Answers(evaluationApi.Recommendation)
  make(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: evaluationApi.MakeRecommendation }) draft: evaluationApi.MakeRecommendation,
    @Caller() actor: Actor,
  ) {
    return this.recommendations.make(id, version, draft, actor);
  }

  @Get()
  @Can('evaluation:read')
  @Answers(evaluationApi.Recommendation)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.recommendations.show(id, actor);
  }
}
