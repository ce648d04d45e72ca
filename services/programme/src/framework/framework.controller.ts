import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, programmeApi } from '@commissioning/schemas';
import { z } from 'zod';
import { FrameworkService } from './framework.service';

const Edition = z.coerce.number().int().positive();

@Controller('v1/frameworks')
export class FrameworkController {
  constructor(private readonly frameworks: FrameworkService) {}

  @Post()
  @Can('framework:shape')
  @Answers(programmeApi.Framework, 201)
  open(
    @Body({ schema: programmeApi.OpenFramework }) { programmeId }: { programmeId: string },
    @Caller() actor: Actor,
  ) {
    return this.frameworks.open(programmeId, actor);
  }

  @Post(':id/changes')
  @HttpCode(200)
  @Can('framework:shape')
  @Answers(programmeApi.Framework)
  change(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: programmeApi.FrameworkChange }) step: programmeApi.FrameworkChange,
    @Caller() actor: Actor,
  ) {
    return this.frameworks.change(id, version, step, actor);
  }

  @Post(':id/publish')
  @HttpCode(200)
  @Can('framework:publish')
  @Answers(programmeApi.FrameworkEdition)
  publish(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.frameworks.publish(id, version, actor);
  }

  @Post(':id/drift-check')
  @HttpCode(200)
  @Can('framework:shape')
  @Answers(programmeApi.DriftReport)
  drift(
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: programmeApi.DriftCheck }) check: programmeApi.DriftCheck,
  ) {
    return this.frameworks.drift(id, check);
  }

  @Get()
  @Can('programme:read')
  @Answers(programmeApi.FrameworkList)
  list() {
    return this.frameworks.list();
  }

  @Get(':id')
  @Can('programme:read')
  @Answers(programmeApi.Framework)
  show(@Param('id', { schema: Id }) id: string) {
    return this.frameworks.show(id);
  }

  @Get(':id/areas/:areaId')
  @Can('programme:read')
  @Answers(programmeApi.AreaLineage)
  lineage(@Param('id', { schema: Id }) id: string, @Param('areaId', { schema: Id }) areaId: string) {
    return this.frameworks.lineage(id, areaId);
  }

  @Get(':id/editions/:edition')
  @Public()
  @Answers(programmeApi.FrameworkEdition)
  edition(@Param('id', { schema: Id }) id: string, @Param('edition', { schema: Edition }) edition: number) {
    return this.frameworks.edition(id, edition);
  }
}
