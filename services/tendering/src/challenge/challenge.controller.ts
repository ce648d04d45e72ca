import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { ChallengeService } from './challenge.service';

@Controller('v1')
export class ChallengeController {
  constructor(private readonly challenges: ChallengeService) {}

  @Post('tenders/:tenderId/challenges')
  @Can('challenge:record')
  @Answers(tenderingApi.Challenge, 201)
  record(
    @Param('tenderId', { schema: Id }) tenderId: string,
    @Body({ schema: tenderingApi.NewChallenge }) challenge: tenderingApi.NewChallenge,
    @Caller() actor: Actor,
  ) {
    return this.challenges.record(tenderId, challenge, actor);
  }

  @Get('tenders/:tenderId/challenges')
  @Can('challenge:record')
  @Answers(tenderingApi.ChallengeList)
  list(@Param('tenderId', { schema: Id }) tenderId: string) {
    return this.challenges.list(tenderId);
  }

  @Post('challenges/:id/resolve')
  @HttpCode(200)
  @Can('challenge:record')
  @Answers(tenderingApi.Challenge)
  resolve(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.ResolveChallenge }) { outcome }: { outcome: string },
    @Caller() actor: Actor,
  ) {
    return this.challenges.resolve(id, version, outcome, actor);
  }
}
