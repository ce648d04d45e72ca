import { Body, Controller, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { evaluationApi, Id } from '@commissioning/schemas';
import { PanelService } from './panel.service';

@Controller('v1/evaluations/:id/panel')
export class PanelController {
  constructor(private readonly panels: PanelService) {}

  @Put()
  @Can('panel:appoint')
  @Answers(evaluationApi.Evaluation)
  appoint(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: evaluationApi.AppointPanel }) panel: evaluationApi.AppointPanel,
    @Caller() actor: Actor,
  ) {
    return this.panels.appoint(id, version, panel, actor);
  }

  @Post('substitutions')
  @HttpCode(200)
  @Can('panel:appoint')
  @Answers(evaluationApi.Evaluation)
  substitute(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: evaluationApi.SubstituteMember }) substitution: evaluationApi.SubstituteMember,
    @Caller() actor: Actor,
  ) {
    return this.panels.substitute(id, version, substitution, actor);
  }
}
