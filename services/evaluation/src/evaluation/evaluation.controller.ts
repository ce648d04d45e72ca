import { Controller, Get, Param, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { EvaluationService } from './evaluation.service';

@Controller('v1/evaluations')
export class EvaluationController {
  constructor(private readonly evaluations: EvaluationService) {}

  @Get()
  @Can('evaluation:read')
  @Answers(evaluationApi.EvaluationList)
  list(
    @Query({ schema: evaluationApi.EvaluationQuery }) query: { tenderId?: string },
    @Caller() actor: Actor,
  ) {
    return this.evaluations.list(query.tenderId, actor);
  }

  @Get(':id')
  @Can('evaluation:read')
  @Answers(evaluationApi.Evaluation)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.evaluations.show(id, actor);
  }
}
