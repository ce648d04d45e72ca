import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { ModerationService } from './moderation.service';

@Controller('v1/evaluations/:id/moderation')
export class ModerationController {
  constructor(private readonly moderation: ModerationService) {}

  @Post()
  @HttpCode(200)
  @Can('moderation:record')
  @Answers(evaluationApi.Evaluation)
  open(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.moderation.open(id, version, actor);
  }

  @Put()
  @Can('moderation:record')
  @Answers(evaluationApi.ModerationItem)
  record(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: evaluationApi.RecordModeration }) discussion: evaluationApi.RecordModeration,
    @Caller() actor: Actor,
  ) {
    return this.moderation.record(id, discussion, actor);
  }

  @Get()
  @Can('score:read')
  @Answers(evaluationApi.ModerationTable)
  table(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.moderation.table(id, actor);
  }

  @Post('lock')
  @HttpCode(200)
  @Can('quality:lock')
  @Answers(evaluationApi.Evaluation)
  lock(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.moderation.lock(id, version, actor);
  }
}
