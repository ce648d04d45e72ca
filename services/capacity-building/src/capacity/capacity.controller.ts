import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { CapacityService } from './capacity.service';

@Controller('v1/sessions/:id/capacity')
@Can('session:schedule')
export class CapacityController {
  constructor(private readonly capacity: CapacityService) {}

  @Get()
  @Answers(capacityBuildingApi.CapacityOutlook)
  outlook(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: capacityBuildingApi.CapacityQuery }) { capacity }: { capacity: number },
  ) {
    return this.capacity.outlook(id, capacity);
  }

  @Put()
  @Answers(capacityBuildingApi.Session)
  change(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.ChangeCapacity }) wanted: capacityBuildingApi.ChangeCapacity,
    @Caller() actor: Actor,
  ) {
    return this.capacity.change(id, version, wanted, actor);
  }
}
