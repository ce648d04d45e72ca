import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { ActorId, evaluationApi, Id } from '@commissioning/schemas';
import { ScoreService } from './score.service';

@Controller('v1/evaluations/:id/scores')
export class ScoreController {
  constructor(private readonly scores: ScoreService) {}

  @Put()
  @Can('score:give')
  @Answers(evaluationApi.PersonalScores)
  give(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: evaluationApi.GiveScore }) score: evaluationApi.GiveScore,
    @Caller() actor: Actor,
  ) {
    return this.scores.give(id, score, actor);
  }

  @Get()
  @Can('score:read')
  @Answers(evaluationApi.PersonalScores)
  mine(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.scores.of(id, actor.id, actor);
  }

  @Get(':person')
  @Can('score:read')
  @Answers(evaluationApi.PersonalScores)
  of(
    @Param('id', { schema: Id }) id: string,
    @Param('person', { schema: ActorId }) person: string,
    @Caller() actor: Actor,
  ) {
    return this.scores.of(id, person, actor);
  }
}
