import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, programmeApi } from '@commissioning/schemas';
import { TheoryOfChangeService } from './theory-of-change.service';

@Controller('v1/programmes/:id/theory-of-change')
export class TheoryOfChangeController {
  constructor(private readonly theories: TheoryOfChangeService) {}

  @Put()
  @Can('theory:save')
  @Answers(programmeApi.TheoryOfChange)
  save(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: programmeApi.SaveTheory }) theory: programmeApi.SaveTheory,
    @Caller() actor: Actor,
  ) {
    return this.theories.save(id, version, theory, actor);
  }

  @Get()
  @Can('programme:read')
  @Answers(programmeApi.TheoryOfChange)
  show(@Param('id', { schema: Id }) id: string) {
    return this.theories.show(id);
  }
}
