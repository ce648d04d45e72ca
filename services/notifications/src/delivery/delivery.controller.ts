import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, notificationsApi } from '@commissioning/schemas';
import { DeliveryService } from './delivery.service';

@Controller('v1/deliveries')
export class DeliveryController {
  constructor(private readonly deliveries: DeliveryService) {}

  @Get()
  @Can('delivery:read')
  @Answers(notificationsApi.DeliveryList)
  list(@Query({ schema: notificationsApi.DeliveryQuery }) query: notificationsApi.DeliveryQuery) {
    return this.deliveries.list(query);
  }

  @Post(':id/retry')
  @HttpCode(200)
  @Can('delivery:retry')
  @Answers(notificationsApi.Delivery)
  retry(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.deliveries.retry(id, actor);
  }
}
