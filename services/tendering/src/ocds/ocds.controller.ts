import { Controller, Get, Param } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { OcdsService } from './ocds.service';

@Controller('v1/opportunities/:id/ocds')
export class OcdsController {
  constructor(private readonly ocds: OcdsService) {}

  @Get()
  @Public()
  @Answers(tenderingApi.OcdsPackage)
  show(@Param('id', { schema: Id }) id: string) {
    return this.ocds.show(id);
  }
}
