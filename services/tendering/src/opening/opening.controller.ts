import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { OpeningService } from './opening.service';

@Controller('v1/tenders/:tenderId')
export class OpeningController {
  constructor(private readonly openings: OpeningService) {}

  @Post('openings')
  @Can('bid:open')
  @Answers(tenderingApi.Opening, 201)
  propose(@Param('tenderId', { schema: Id }) tenderId: string, @Caller() actor: Actor) {
    return this.openings.propose(tenderId, actor);
  }

  @Post('openings/:id/confirm')
  @HttpCode(200)
  @Can('bid:open')
  @Answers(tenderingApi.Opening)
  confirm(
    @Param('tenderId', { schema: Id }) tenderId: string,
    @Param('id', { schema: Id }) id: string,
    @Caller() actor: Actor,
  ) {
    return this.openings.confirm(tenderId, id, actor);
  }

  @Get('opening')
  @Can('opening:read')
  @Answers(tenderingApi.Opening)
  show(@Param('tenderId', { schema: Id }) tenderId: string) {
    return this.openings.show(tenderId);
  }
}
