import { Controller, Get } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import type { contractsApi } from '@commissioning/schemas';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { caseloadAhead } from './caseload-view';
import { words } from './words';

const MONTHS = 12;

/** What a contract manager carries and what is due, and the months that will not fit. */
@Controller('portfolio')
@Can('portal:use')
export class PortfolioPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor) {
    const [portfolio, caseloads, forecast, drafts, submitted] = await Promise.all([
      this.api.get<contractsApi.Portfolio>('contracts', '/v1/portfolio', visitor),
      this.api.get<{ items: contractsApi.Caseload[] }>('contracts', '/v1/caseloads', visitor),
      this.api.get<contractsApi.CaseloadForecast>(
        'contracts',
        `/v1/caseloads/forecast?months=${MONTHS}`,
        visitor,
      ),
      this.api.get<contractsApi.ContractList>('contracts', '/v1/contracts?state=draft&limit=200', visitor),
      this.api.get<contractsApi.ReturnList>('contracts', '/v1/returns?state=submitted&limit=200', visitor),
    ]);
    const mine = new Set(portfolio.items.map(({ id }) => id));
    return page('contracts/portfolio', {
      title: 'My contracts',
      contracts: portfolio.items,
      toReview: submitted.items.filter(({ contractId }) => mine.has(contractId)),
      unassigned: drafts.items.filter(({ manager }) => manager === undefined),
      own: caseloads.items.find(({ managerId }) => managerId === visitor.actor?.id),
      ahead: caseloadAhead(forecast),
      ...{ caseloads: caseloads.items, capacity: forecast.capacity, words },
      breadcrumbs: [{ text: 'Home', href: '/' }],
    });
  }
}
