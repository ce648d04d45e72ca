import { Controller, Get, Param, Query } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { OpportunityService } from './opportunity.service';

@Controller('v1/opportunities')
export class OpportunityController {
  constructor(private readonly opportunities: OpportunityService) {}

  @Get()
  @Public()
  @Answers(tenderingApi.OpportunityList)
  list(@Query({ schema: tenderingApi.OpportunityQuery }) query: { state?: 'open' | 'closed' }) {
    return this.opportunities.list(query.state);
  }

  @Get(':id')
  @Public()
  @Answers(tenderingApi.Opportunity)
  show(@Param('id', { schema: Id }) id: string) {
    return this.opportunities.show(id);
  }
}
