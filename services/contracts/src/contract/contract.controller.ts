import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { contractsApi, Id } from '@commissioning/schemas';
import { ContractService } from './contract.service';

@Controller('v1')
export class ContractController {
  constructor(private readonly contracts: ContractService) {}

  @Get('contracts')
  @Can('contract:read')
  @Answers(contractsApi.ContractList)
  list(
    @Query({ schema: contractsApi.ContractQuery }) query: contractsApi.ContractQuery,
    @Caller() actor: Actor,
  ) {
    return this.contracts.list(query, actor);
  }

  @Get('contracts/:id')
  @Can('contract:read')
  @Answers(contractsApi.Contract)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.contracts.show(id, actor);
  }

  @Post('contracts/:id/assign')
  @HttpCode(200)
  @Can('contract:assign')
  @Answers(contractsApi.Contract)
  assign(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: contractsApi.AssignContract }) assignment: contractsApi.AssignContract,
    @Caller() actor: Actor,
  ) {
    return this.contracts.assign(id, version, assignment, actor);
  }

  @Post('contracts/:id/sign')
  @HttpCode(200)
  @Can('contract:sign')
  @Answers(contractsApi.Contract)
  sign(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.contracts.sign(id, version, actor);
  }

  @Get('portfolio')
  @Can('caseload:read')
  @Answers(contractsApi.Portfolio)
  portfolio(
    @Query({ schema: contractsApi.PortfolioQuery }) query: contractsApi.PortfolioQuery,
    @Caller() actor: Actor,
  ) {
    return this.contracts.portfolio(query.managerId ?? actor.id);
  }
}
