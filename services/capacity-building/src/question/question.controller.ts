import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { QuestionService } from './question.service';

@Controller('v1/questions')
export class QuestionController {
  constructor(private readonly questions: QuestionService) {}

  @Post()
  @Can('question:ask')
  @Answers(capacityBuildingApi.TrainingQuestion, 201)
  ask(
    @Body({ schema: capacityBuildingApi.NewTrainingQuestion }) asked: capacityBuildingApi.NewTrainingQuestion,
    @Caller() actor: Actor,
  ) {
    return this.questions.ask(asked, actor);
  }

  @Get()
  @Public()
  @Answers(capacityBuildingApi.TrainingQuestionList)
  answered(
    @Query({ schema: capacityBuildingApi.OpenToAllQuery }) query: capacityBuildingApi.OpenToAllQuery,
    @Caller() actor: Actor | undefined,
  ) {
    return this.questions.answered(query, actor);
  }

  @Get('mine')
  @Can('question:ask')
  @Answers(capacityBuildingApi.TrainingQuestionList)
  mine(@Caller() actor: Actor) {
    return this.questions.mine(actor);
  }

  @Get('open')
  @Can('question:answer')
  @Answers(capacityBuildingApi.TrainingQuestionList)
  open() {
    return this.questions.open();
  }

  @Post(':id/answer')
  @HttpCode(200)
  @Can('question:answer')
  @Answers(capacityBuildingApi.TrainingQuestion)
  answer(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.AnswerTrainingQuestion })
    said: capacityBuildingApi.AnswerTrainingQuestion,
    @Caller() actor: Actor,
  ) {
    return this.questions.answer(id, version, said, actor);
  }

  @Post(':id/decline')
  @HttpCode(200)
  @Can('question:answer')
  @Answers(capacityBuildingApi.TrainingQuestion)
  decline(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.DeclineTrainingQuestion }) { reason }: { reason: string },
    @Caller() actor: Actor,
  ) {
    return this.questions.decline(id, version, reason, actor);
  }
}
