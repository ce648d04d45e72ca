import { Controller, Get, Param, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { RegisterService } from './register.service';

@Controller('v1/sessions/:id/register')
@Can('session:read-bookings')
export class RegisterController {
  constructor(private readonly registers: RegisterService) {}

  @Get()
  @Answers(capacityBuildingApi.SessionRegister)
  show(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: capacityBuildingApi.RegisterQuery }) query: capacityBuildingApi.RegisterQuery,
  ) {
    return this.registers.show(id, query);
  }

  @Get('corrections')
  @Answers(capacityBuildingApi.RegisterCorrections)
  corrections(
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: capacityBuildingApi.RegisterCorrectionsQuery })
    query: capacityBuildingApi.RegisterCorrectionsQuery,
  ) {
    return this.registers.corrections(id, query);
  }
}
