import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { AwardService } from './award.service';

@Controller('v1/evaluations/:id/award')
export class AwardController {
  constructor(private readonly awards: AwardService) {}

  @Post()
  @HttpCode(200)
  @Can('award:make')
  @Answers(evaluationApi.Evaluation)
  award(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.awards.award(id, version, actor);
  }
}
