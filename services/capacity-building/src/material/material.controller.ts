import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { MaterialService } from './material.service';

@Controller('v1/materials')
export class MaterialController {
  constructor(private readonly materials: MaterialService) {}

  @Post()
  @Can('material:publish')
  @Answers(capacityBuildingApi.Material, 201)
  publish(
    @Body({ schema: capacityBuildingApi.NewMaterial }) draft: capacityBuildingApi.NewMaterial,
    @Caller() actor: Actor,
  ) {
    return this.materials.publish(draft, actor);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Can('material:publish')
  @Answers(capacityBuildingApi.Material)
  withdraw(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: capacityBuildingApi.WithdrawMaterial }) { reason }: { reason: string },
    @Caller() actor: Actor,
  ) {
    return this.materials.withdraw(id, version, reason, actor);
  }

  @Get()
  @Public()
  @Answers(capacityBuildingApi.MaterialList)
  list(
    @Query({ schema: capacityBuildingApi.OpenToAllQuery }) query: capacityBuildingApi.OpenToAllQuery,
    @Caller() actor: Actor | undefined,
  ) {
    return this.materials.list(query, actor);
  }
}
