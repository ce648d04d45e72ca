import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, programmeApi } from '@commissioning/schemas';
import { ProgrammeService } from './programme.service';

@Controller('v1/programmes')
export class ProgrammeController {
  constructor(private readonly programmes: ProgrammeService) {}

  @Post()
  @Can('programme:create')
  @Answers(programmeApi.Programme, 201)
  create(
    @Body({ schema: programmeApi.NewProgramme }) draft: programmeApi.NewProgramme,
    @Caller() actor: Actor,
  ) {
    return this.programmes.create(draft, actor);
  }

  @Get()
  @Public()
  @Answers(programmeApi.ProgrammeList)
  list() {
    return this.programmes.list();
  }

  @Get(':id')
  @Public()
  @Answers(programmeApi.Programme)
  show(@Param('id', { schema: Id }) id: string) {
    return this.programmes.show(id);
  }
}
