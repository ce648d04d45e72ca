import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { ReadinessService } from './readiness.service';

@Controller('v1/readiness')
export class ReadinessController {
  constructor(private readonly readiness: ReadinessService) {}

  @Get()
  @Can('readiness:read-all')
  @Answers(capacityBuildingApi.ReadinessOverview)
  overview(
    @Query({ schema: capacityBuildingApi.ReadinessQuery }) query: capacityBuildingApi.ReadinessQuery,
    @Caller() actor: Actor,
  ) {
    return this.readiness.overview(query, actor);
  }

  @Get(':organisationId')
  @Can('readiness:read')
  @Answers(capacityBuildingApi.ReadinessProfile)
  show(@Param('organisationId', { schema: Id }) organisationId: string, @Caller() actor: Actor) {
    return this.readiness.show(organisationId, actor);
  }

  @Put(':organisationId/self-assessment')
  @Can('readiness:assess')
  @Answers(capacityBuildingApi.ReadinessProfile)
  assess(
    @Param('organisationId', { schema: Id }) organisationId: string,
    @Body({ schema: capacityBuildingApi.SelfAssessment }) assessment: capacityBuildingApi.SelfAssessment,
    @Caller() actor: Actor,
  ) {
    return this.readiness.assess(organisationId, assessment, actor);
  }

  @Put(':organisationId/policies')
  @Can('readiness:assess')
  @Answers(capacityBuildingApi.ReadinessProfile)
  setPolicies(
    @Param('organisationId', { schema: Id }) organisationId: string,
    @Body({ schema: capacityBuildingApi.SetPolicies }) policies: capacityBuildingApi.SetPolicies,
    @Caller() actor: Actor,
  ) {
    return this.readiness.setPolicies(organisationId, policies, actor);
  }
}
