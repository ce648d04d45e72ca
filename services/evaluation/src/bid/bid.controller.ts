import { Controller, Get, Param } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { BidService } from './bid.service';

@Controller('v1/evaluations/:id/bids')
export class BidController {
  constructor(private readonly bids: BidService) {}

  @Get(':bidId/content')
  @Can('bid-content:read')
  @Answers(evaluationApi.BidContent)
  content(
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Caller() actor: Actor,
  ) {
    return this.bids.content(id, bidId, actor);
  }
}
