import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi } from '@commissioning/schemas';
import { TeamService } from './team.service';

@Controller('v1/teams')
export class TeamController {
  constructor(private readonly teams: TeamService) {}

  @Post()
  @Can('team:keep')
  @Answers(capacityBuildingApi.Team, 201)
  name(
    @Body({ schema: capacityBuildingApi.NewTeam }) team: capacityBuildingApi.NewTeam,
    @Caller() actor: Actor,
  ) {
    return this.teams.name(team, actor);
  }

  @Get()
  @Can('team:read')
  @Answers(capacityBuildingApi.TeamList)
  list(@Caller() actor: Actor) {
    return this.teams.list(actor);
  }
}
