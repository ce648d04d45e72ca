import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { AdjustmentBoardService } from './adjustment-board.service';
import { AdjustmentService } from './adjustment.service';

@Controller('v1')
export class AdjustmentController {
  constructor(
    private readonly adjustments: AdjustmentService,
    private readonly boards: AdjustmentBoardService,
  ) {}

  @Post('adjustments')
  @Can('adjustment:request')
  @Answers(capacityBuildingApi.AdjustmentReceipt, 201)
  request(
    @Body({ schema: capacityBuildingApi.NewAdjustment }) asked: capacityBuildingApi.NewAdjustment,
    @Caller() actor: Actor,
  ) {
    return this.adjustments.request(asked, actor);
  }

  @Get('adjustments')
  @Can('adjustment:request')
  @Answers(capacityBuildingApi.AdjustmentList)
  mine(
    @Query({ schema: capacityBuildingApi.AdjustmentQuery }) { bookingId }: { bookingId: string },
    @Caller() actor: Actor,
  ) {
    return this.boards.mine(bookingId, actor);
  }

  @Get('adjustment-board')
  @Can('adjustment:arrange')
  @Answers(capacityBuildingApi.AdjustmentList)
  board(
    @Query({ schema: capacityBuildingApi.AdjustmentBoardQuery })
    query: capacityBuildingApi.AdjustmentBoardQuery,
    @Caller() actor: Actor,
  ) {
    return this.boards.board(query, actor);
  }

  @Get('adjustment-warnings')
  @Can('adjustment:arrange')
  @Answers(capacityBuildingApi.AdjustmentWarnings)
  warnings(@Caller() actor: Actor) {
    return this.boards.warnings(actor);
  }

  @Get('sessions/:id/adjustment-terms')
  @Public()
  @Answers(capacityBuildingApi.AdjustmentTerms)
  terms(@Param('id', { schema: Id }) sessionId: string) {
    return this.boards.terms(sessionId);
  }

  @Post('adjustments/:id/source')
  @HttpCode(200)
  @Can('adjustment:arrange')
  @Answers(capacityBuildingApi.AdjustmentReceipt)
  source(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.SourceAdjustment }) said: capacityBuildingApi.SourceAdjustment,
    @Caller() actor: Actor,
  ) {
    return this.adjustments.source(id, version, said, actor);
  }

  @Post('adjustments/:id/confirm')
  @HttpCode(200)
  @Can('adjustment:arrange')
  @Answers(capacityBuildingApi.AdjustmentReceipt)
  confirm(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.ConfirmAdjustment }) said: capacityBuildingApi.ConfirmAdjustment,
    @Caller() actor: Actor,
  ) {
    return this.adjustments.confirm(id, version, said, actor);
  }

  @Post('adjustments/:id/refuse')
  @HttpCode(200)
  @Can('adjustment:arrange')
  @Answers(capacityBuildingApi.AdjustmentReceipt)
  refuse(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.RefuseAdjustment }) said: capacityBuildingApi.RefuseAdjustment,
    @Caller() actor: Actor,
  ) {
    return this.adjustments.refuse(id, version, said, actor);
  }

  @Post('adjustments/:id/withdraw')
  @HttpCode(200)
  @Can('adjustment:request')
  @Answers(capacityBuildingApi.AdjustmentReceipt)
  withdraw(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.adjustments.withdraw(id, version, actor);
  }
}
