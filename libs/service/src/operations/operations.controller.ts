import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Id, operationsApi } from '@commissioning/schemas';
import { Answers } from '../http/openapi';
import { OperationsService } from './operations.service';

/** What an operator sees and does without access to the database or the bus; every service has it. */
@Controller('v1/operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get()
  @Can('operations:read')
  @Answers(operationsApi.OperationsReport)
  report() {
    return this.operations.report();
  }

  @Get('dead-letters')
  @Can('operations:read')
  @Answers(operationsApi.DeadLetterList)
  deadLetters() {
    return this.operations.deadLetters();
  }

  @Post('dead-letters/replay')
  @HttpCode(200)
  @Can('operations:act')
  @Answers(operationsApi.Replayed)
  replay(
    @Body({ schema: operationsApi.ReplayRequest }) request: operationsApi.ReplayRequest,
    @Caller() actor: Actor,
  ) {
    return this.operations.replay(request, actor);
  }

  @Post('dead-letters/:id/give-up')
  @HttpCode(204)
  @Can('operations:act')
  giveUp(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: operationsApi.ReasonGiven }) { reason }: operationsApi.ReasonGiven,
    @Caller() actor: Actor,
  ) {
    return this.operations.giveUp(id, reason, actor);
  }

  @Get('parked-events')
  @Can('operations:read')
  @Answers(operationsApi.ParkedEventList)
  parkedEvents() {
    return this.operations.parkedEvents();
  }

  @Post('parked-events/:id/release')
  @HttpCode(204)
  @Can('operations:act')
  release(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: operationsApi.ReasonGiven }) { reason }: operationsApi.ReasonGiven,
    @Caller() actor: Actor,
  ) {
    return this.operations.release(id, reason, actor);
  }

  @Get('failed-jobs')
  @Can('operations:read')
  @Answers(operationsApi.FailedJobList)
  failedJobs() {
    return this.operations.failedJobs();
  }

  @Post('failed-jobs/retry')
  @HttpCode(204)
  @Can('operations:act')
  retryJob(
    @Body({ schema: operationsApi.JobRetry }) request: operationsApi.JobRetry,
    @Caller() actor: Actor,
  ) {
    return this.operations.retryJob(request, actor);
  }
}
