import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { FeedbackService } from './feedback.service';

@Controller('v1')
export class FeedbackController {
  constructor(private readonly feedback: FeedbackService) {}

  @Post('feedback')
  @Can('feedback:give')
  @Answers(capacityBuildingApi.FeedbackReceipt, 201)
  give(
    @Body({ schema: capacityBuildingApi.NewFeedback }) answer: capacityBuildingApi.NewFeedback,
    @Caller() actor: Actor,
  ) {
    return this.feedback.give(answer, actor);
  }

  @Get('bookings/:id/feedback')
  @Can('feedback:give')
  @Answers(capacityBuildingApi.FeedbackStanding)
  standing(@Param('id', { schema: Id }) bookingId: string, @Caller() actor: Actor) {
    return this.feedback.standing(bookingId, actor);
  }

  @Get('sessions/:id/feedback')
  @Can('feedback:read')
  @Answers(capacityBuildingApi.FeedbackSummary)
  summary(@Param('id', { schema: Id }) sessionId: string) {
    return this.feedback.summary(sessionId);
  }
}
