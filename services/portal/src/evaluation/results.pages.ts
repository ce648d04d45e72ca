import { Controller, Get, Param } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id } from '@commissioning/schemas';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { shortly } from './evaluation-words';

/** What bidders are told: the result and the assessment summary of each of their bids. */
@Controller('results')
@Can('portal:use')
export class ResultPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.api.get<{ items: evaluationApi.AssessmentSummary[] }>(
      'evaluation',
      '/v1/summaries',
      visitor,
    );
    return page('evaluation/results', {
      title: 'Results of our bids',
      results: items,
      breadcrumbs: [{ text: 'Home', href: '/' }],
    });
  }

  @Get(':evaluationId/:bidId')
  async show(
    @TheVisitor() visitor: Visitor,
    @Param('evaluationId', { schema: Id }) evaluationId: string,
    @Param('bidId', { schema: Id }) bidId: string,
  ) {
    const summary = await this.api.get<evaluationApi.AssessmentSummary>(
      'evaluation',
      `/v1/evaluations/${evaluationId}/summaries/${bidId}`,
      visitor,
    );
    return page('evaluation/result', {
      title: 'Assessment summary',
      summary: {
        ...summary,
        ...(summary.total && { total: shortly(summary.total) }),
        ...(summary.priceMarks && { priceMarks: shortly(summary.priceMarks) }),
        winners: summary.winners.map((winner) => ({ ...winner, total: shortly(winner.total) })),
      },
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: 'Results of our bids', href: '/results' },
      ],
    });
  }
}
