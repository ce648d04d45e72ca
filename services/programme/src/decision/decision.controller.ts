import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
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

  @Post(':id/call-in')
  @HttpCode(200)
  @Can('decision:call-in')
  @Answers(programmeApi.Decision)
  callIn(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: programmeApi.CallInDecision }) called: programmeApi.CallInDecision,
    @Caller() actor: Actor,
  ) {
    return this.decisions.callIn(id, version, called, actor);
  }

  @Post(':id/call-in/outcome')
  @HttpCode(200)
  @Can('decision:call-in')
  @Answers(programmeApi.Decision)
  endCallIn(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: programmeApi.EndCallIn }) ending: programmeApi.EndCallIn,
    @Caller() actor: Actor,
  ) {
    return this.decisions.endCallIn(id, version, ending, actor);
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
