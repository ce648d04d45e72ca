import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import type { Rule } from './pool';
import { PoolService } from './pool.service';

@Controller('v1/sessions/:id/pools')
@Can('session:schedule')
export class PoolController {
  constructor(private readonly pools: PoolService) {}

  @Put()
  @Answers(capacityBuildingApi.Session)
  set(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.SetPools }) wanted: capacityBuildingApi.SetPools,
    @Caller() actor: Actor,
  ) {
    return this.pools.set(id, version, wanted, actor);
  }

  @Post(':rule/release')
  @HttpCode(200)
  @Answers(capacityBuildingApi.Session)
  release(
    @Param('id', { schema: Id }) id: string,
    @Param('rule', { schema: capacityBuildingApi.PoolRule }) rule: Rule,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.ReleasePool }) { reason }: { reason: string },
    @Caller() actor: Actor,
  ) {
    return this.pools.release(id, version, rule, reason, actor);
  }
}
