import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, programmeApi } from '@commissioning/schemas';
import { DecisionService } from './decision.service';

@Controller('v1/decisions')
export class DecisionController {
  constructor(private readonly decisions: DecisionService) {}

  @Post()
  @Can('decision:take')
  @Answers(programmeApi.Decision, 201)
  take(@Body({ schema: programmeApi.NewDecision }) draft: programmeApi.NewDecision, @Caller() actor: Actor) {
    return this.decisions.take(draft, actor);
  }

  @Get()
  @Can('programme:read')
  @Answers(programmeApi.DecisionList)
  list(@Query({ schema: programmeApi.DecisionQuery }) query: { subjectId?: string }) {
    return this.decisions.list(query.subjectId);
  }

  @Get(':id')
  @Can('programme:read')
  @Answers(programmeApi.Decision)
  show(@Param('id', { schema: Id }) id: string) {
    return this.decisions.show(id);
  }
}
