import { Body, Controller, Get, Post } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { programmeApi } from '@commissioning/schemas';
import { PlannedDecisionService } from './planned-decision.service';

/** The forward plan: notice of decisions to come is public. */
@Controller('v1/planned-decisions')
export class PlannedDecisionController {
  constructor(private readonly planned: PlannedDecisionService) {}

  @Post()
  @Can('decision:plan')
  @Answers(programmeApi.PlannedDecision, 201)
  plan(
    @Body({ schema: programmeApi.NewPlannedDecision }) draft: programmeApi.NewPlannedDecision,
    @Caller() actor: Actor,
  ) {
    return this.planned.plan(draft, actor);
  }

  @Get()
  @Public()
  @Answers(programmeApi.PlannedDecisionList)
  list() {
    return this.planned.list();
  }
}
