import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { ActorId, contractsApi } from '@commissioning/schemas';
import { CaseloadService } from './caseload.service';

@Controller('v1/caseloads')
export class CaseloadController {
  constructor(private readonly caseloads: CaseloadService) {}

  @Get()
  @Can('caseload:read')
  @Answers(contractsApi.CaseloadList)
  list() {
    return this.caseloads.list();
  }

  @Get('forecast')
  @Can('caseload:read')
  @Answers(contractsApi.CaseloadForecast)
  forecast(@Query({ schema: contractsApi.ForecastQuery }) { months }: contractsApi.ForecastQuery) {
    return this.caseloads.forecast(months);
  }

  @Put(':managerId')
  @Can('caseload:set')
  @Answers(contractsApi.CaseloadList)
  setCapacity(
    @Param('managerId', { schema: ActorId }) managerId: string,
    @Body({ schema: contractsApi.SetCapacity }) wanted: contractsApi.SetCapacity,
    @Caller() actor: Actor,
  ) {
    return this.caseloads.setCapacity(managerId, wanted, actor);
  }
}
