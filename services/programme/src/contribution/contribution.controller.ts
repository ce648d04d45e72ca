import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, programmeApi } from '@commissioning/schemas';
import { ContributionService } from './contribution.service';

@Controller('v1')
export class ContributionController {
  constructor(private readonly contributions: ContributionService) {}

  @Get('contributions')
  @Can('programme:read')
  @Answers(programmeApi.ContributionList)
  list(@Query({ schema: programmeApi.ContributionQuery }) query: programmeApi.ContributionQuery) {
    return this.contributions.list(query);
  }

  @Get('contributions/:id')
  @Can('programme:read')
  @Answers(programmeApi.Contribution)
  show(@Param('id', { schema: Id }) id: string) {
    return this.contributions.show(id);
  }

  @Put('contributions/:id/codes')
  @Can('contribution:code')
  @Answers(programmeApi.Contribution)
  code(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: programmeApi.Coding }) { areaIds }: { areaIds: string[] },
    @Caller() actor: Actor,
  ) {
    return this.contributions.code(id, version, areaIds, actor);
  }

  @Post('answers')
  @Can('contribution:answer')
  @Answers(programmeApi.Contributions, 201)
  answer(@Body({ schema: programmeApi.NewAnswer }) given: programmeApi.NewAnswer, @Caller() actor: Actor) {
    return this.contributions.answer(given, actor);
  }

  @Get('you-said-we-did')
  @Public()
  @Answers(programmeApi.YouSaidWeDid)
  youSaidWeDid(@Query({ schema: programmeApi.YouSaidQuery }) query: { programmeId?: string }) {
    return this.contributions.youSaidWeDid(query.programmeId);
  }
}
