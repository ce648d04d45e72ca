import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { ClarificationService } from './clarification.service';

@Controller('v1')
export class ClarificationController {
  constructor(private readonly clarifications: ClarificationService) {}

  @Post('tenders/:id/clarifications')
  @Can('clarification:ask')
  @Answers(tenderingApi.Clarification, 201)
  ask(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: tenderingApi.NewClarification }) { question }: { question: string },
    @Caller() actor: Actor,
  ) {
    return this.clarifications.ask(id, question, actor);
  }

  @Get('tenders/:id/clarifications/mine')
  @Can('clarification:ask')
  @Answers(tenderingApi.ClarificationList)
  mine(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.clarifications.mine(id, actor);
  }

  @Get('tenders/:id/clarifications')
  @Can('clarification:answer')
  @Answers(tenderingApi.ClarificationList)
  list(@Param('id', { schema: Id }) id: string) {
    return this.clarifications.list(id);
  }

  @Post('clarifications/:id/answer')
  @HttpCode(200)
  @Can('clarification:answer')
  @Answers(tenderingApi.Clarification)
  answer(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.AnswerClarification }) answer: tenderingApi.AnswerClarification,
    @Caller() actor: Actor,
  ) {
    return this.clarifications.answer(id, version, answer, actor);
  }
}
