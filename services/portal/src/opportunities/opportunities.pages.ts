import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can, Public } from '@commissioning/auth';
import { Id, type tenderingApi } from '@commissioning/schemas';
import { asErrors, errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { DOCUMENTS, EVIDENCE, FORMULAE, PAYMENTS, REGIMES, TAGS, times } from './words';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Opportunities', href: '/opportunities' },
];

@Controller('opportunities')
export class OpportunityPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  @Public()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.api.get<tenderingApi.OpportunityList>(
      'tendering',
      '/v1/opportunities',
      visitor,
    );
    return page('opportunities/list', {
      title: 'Opportunities',
      open: items.filter(({ state }) => state === 'open'),
      past: items.filter(({ state }) => state !== 'open'),
      tags: TAGS,
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  /** Everything that a bidder will be asked, before anything is typed and without an account. */
  @Get(':id')
  @Public()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.opportunity(visitor, id);
  }

  @Post(':id/questions')
  @Can('portal:use')
  async ask(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    const question = (form['question'] ?? '').trim();
    if (!question) {
      const errors = asErrors([{ field: 'question', text: 'Enter your question' }]);
      return this.opportunity(visitor, id, form, errors);
    }
    try {
      await this.api.post('tendering', `/v1/tenders/${id}/clarifications`, visitor, { body: { question } });
      return redirect(
        `/opportunities/${id}#questions`,
        'Your question was sent. The answer is published here for everybody, without your name.',
      );
    } catch (error) {
      return this.opportunity(visitor, id, form, errorsOf(error));
    }
  }

  private async opportunity(
    visitor: Visitor,
    id: string,
    form: Record<string, string> = {},
    errors?: unknown,
  ) {
    const opportunity = await this.api.get<tenderingApi.Opportunity>(
      'tendering',
      `/v1/opportunities/${id}`,
      visitor,
    );
    return page('opportunities/show', {
      title: opportunity.title,
      opportunity,
      tag: TAGS[opportunity.state],
      regime: REGIMES[opportunity.regime.regime],
      payment: PAYMENTS[opportunity.payment],
      reporting: times(opportunity.returnsPerYear),
      documents: opportunity.documents.map((document) => DOCUMENTS[document]),
      formula: FORMULAE[opportunity.priceFormula],
      evidence: EVIDENCE,
      mine: await this.askedBy(visitor, id),
      form: { ...form, _key: formKey() },
      errors,
      breadcrumbs: BREADCRUMBS,
    });
  }

  /** The visitor's own questions that wait for their answer. */
  private async askedBy(visitor: Visitor, id: string): Promise<tenderingApi.Clarification[]> {
    if (!visitor.actor) return [];
    const { items } = await this.api.get<{ items: tenderingApi.Clarification[] }>(
      'tendering',
      `/v1/tenders/${id}/clarifications/mine`,
      visitor,
    );
    return items.filter(({ answer }) => !answer);
  }
}
