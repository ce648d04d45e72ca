import { Body, Controller, Delete, Get, Param, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { BidService } from './bid.service';
import { OpenedBidService } from './opened-bid.service';
import { SubmitBid } from './submit-bid';

/** Every change is a PUT or DELETE: it can be repeated without a key, and no answer is kept in clear. */
@Controller('v1/bids')
export class BidController {
  constructor(
    private readonly bids: BidService,
    private readonly submitting: SubmitBid,
    private readonly opened: OpenedBidService,
  ) {}

  @Put()
  @Can('bid:write')
  @Answers(tenderingApi.OwnBid)
  start(@Body({ schema: tenderingApi.StartBid }) bid: tenderingApi.StartBid, @Caller() actor: Actor) {
    return this.bids.start(bid, actor);
  }

  @Get()
  @Can('bid:write')
  @Answers(tenderingApi.OwnBidList)
  list(@Caller() actor: Actor) {
    return this.bids.list(actor);
  }

  @Get(':id')
  @Can('bid:write')
  @Answers(tenderingApi.OwnBid)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.bids.show(id, actor);
  }

  @Put(':id/answers/:criterionId')
  @Can('bid:write')
  @Answers(tenderingApi.SavedPart)
  saveAnswer(
    @Param('id', { schema: Id }) id: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.SaveAnswer }) { text }: { text: string },
    @Caller() actor: Actor,
  ) {
    return this.bids.saveAnswer(id, criterionId, version, text, actor);
  }

  @Put(':id/price')
  @Can('bid:write')
  @Answers(tenderingApi.SavedPart)
  savePrice(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.SavePrice }) { pricePence }: { pricePence: number },
    @Caller() actor: Actor,
  ) {
    return this.bids.save(id, 'price', version, pricePence, actor);
  }

  @Put(':id/reach')
  @Can('bid:write')
  @Answers(tenderingApi.SavedPart)
  saveReach(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.Reach }) reach: tenderingApi.Reach,
    @Caller() actor: Actor,
  ) {
    return this.bids.save(id, 'reach', version, reach, actor);
  }

  @Put(':id/declarations')
  @Can('bid:write')
  @Answers(tenderingApi.SavedPart)
  saveDeclarations(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.Declarations }) declarations: tenderingApi.Declarations,
    @Caller() actor: Actor,
  ) {
    return this.bids.save(id, 'declarations', version, declarations, actor);
  }

  @Put(':id/submission')
  @Can('bid:write')
  @Answers(tenderingApi.Submission)
  submit(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.submitting.submit(id, version, actor);
  }

  @Delete(':id/submission')
  @Can('bid:write')
  @Answers(tenderingApi.OwnBid)
  withdraw(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.submitting.withdraw(id, actor);
  }

  @Get(':id/content')
  @Can('bid:read-opened')
  @Answers(tenderingApi.BidContent)
  content(@Param('id', { schema: Id }) id: string) {
    return this.opened.content(id);
  }
}
