import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { ConflictService } from './conflict.service';

@Controller('v1/evaluations/:id/declarations')
export class ConflictController {
  constructor(private readonly conflicts: ConflictService) {}

  @Put()
  @Can('conflict:declare')
  @Answers(evaluationApi.DeclarationList)
  declare(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: evaluationApi.DeclareInterests }) interests: evaluationApi.DeclareInterests,
    @Caller() actor: Actor,
  ) {
    return this.conflicts.declare(id, interests, actor);
  }

  @Post('resolutions')
  @HttpCode(200)
  @Can('conflict:resolve')
  @Answers(evaluationApi.DeclarationList)
  resolve(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: evaluationApi.ResolveConflict }) resolution: evaluationApi.ResolveConflict,
    @Caller() actor: Actor,
  ) {
    return this.conflicts.resolve(id, resolution, actor);
  }

  @Get()
  @Can('conflict:read')
  @Answers(evaluationApi.DeclarationList)
  list(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.conflicts.list(id, actor);
  }
}
