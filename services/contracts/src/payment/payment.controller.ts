import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { contractsApi, Id } from '@commissioning/schemas';
import { PaymentService } from './payment.service';

@Controller('v1/payments')
export class PaymentController {
  constructor(private readonly payments: PaymentService) {}

  @Get()
  @Can('payment:read')
  @Answers(contractsApi.PaymentList)
  list(
    @Query({ schema: contractsApi.PaymentQuery }) query: contractsApi.PaymentQuery,
    @Caller() actor: Actor,
  ) {
    return this.payments.list(query, actor);
  }

  @Get(':id')
  @Can('payment:read')
  @Answers(contractsApi.Payment)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.payments.show(id, actor);
  }

  @Post(':id/request')
  @HttpCode(200)
  @Can('payment:request')
  @Answers(contractsApi.Payment)
  request(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.payments.request(id, version, actor);
  }

  @Post(':id/approve')
  @HttpCode(200)
  @Can('payment:approve')
  @Answers(contractsApi.Payment)
  approve(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.payments.approve(id, version, actor);
  }

  @Post(':id/refuse')
  @HttpCode(200)
  @Can('payment:approve')
  @Answers(contractsApi.Payment)
  refuse(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: contractsApi.RefusePayment }) { reason }: { reason: string },
    @Caller() actor: Actor,
  ) {
    return this.payments.refuse(id, version, reason, actor);
  }
}
