import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { RankingService } from './ranking.service';

@Controller('v1/evaluations/:id')
export class RankingController {
  constructor(private readonly rankings: RankingService) {}

  @Get('ranking')
  @Can('ranking:read')
  @Answers(evaluationApi.Ranking)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.rankings.show(id, actor);
  }

  @Put('bids/:bidId/low-price')
  @Can('ranking:settle')
  @Answers(evaluationApi.Ranking)
  resolveLowPrice(
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Body({ schema: evaluationApi.ResolveLowPrice }) answer: evaluationApi.ResolveLowPrice,
    @Caller() actor: Actor,
  ) {
    return this.rankings.resolveLowPrice(id, bidId, answer, actor);
  }

  @Post('bids/:bidId/exclusion')
  @HttpCode(200)
  @Can('ranking:settle')
  @Answers(evaluationApi.Ranking)
  exclude(
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Body({ schema: evaluationApi.ExcludeBid }) exclusion: evaluationApi.ExcludeBid,
    @Caller() actor: Actor,
  ) {
    return this.rankings.exclude(id, bidId, exclusion, actor);
  }

  @Post('bids/:bidId/exclusion/approve')
  @HttpCode(200)
  @Can('ranking:settle')
  @Answers(evaluationApi.Ranking)
  approveExclusion(
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Caller() actor: Actor,
  ) {
    return this.rankings.approveExclusion(id, bidId, actor);
  }

  @Post('draws')
  @HttpCode(200)
  @Can('ranking:settle')
  @Answers(evaluationApi.Ranking)
  draw(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: evaluationApi.HoldDraw }) draw: evaluationApi.HoldDraw,
    @Caller() actor: Actor,
  ) {
    return this.rankings.draw(id, draw, actor);
  }
}
