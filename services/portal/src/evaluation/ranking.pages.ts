import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id } from '@commissioning/schemas';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ApiProblem, ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { shortly } from './evaluation-words';
import { trail } from './evaluation.pages';
import { recommendationOf } from './recommendation-form';

type Form = Partial<Record<string, string | string[]>>;

const text = (form: Form, name: string): string => String(form[name] ?? '').trim();

/** The ranking with everything that is settled on it, and the recommendation that is made from it. */
@Controller('evaluations/:id/ranking')
@Can('portal:use')
export class RankingPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.ranking(visitor, id);
  }

  @Post('low-price')
  async lowPrice(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const body = {
      explanation: text(form, 'explanation'),
      outcome: form['outcome'],
      reason: text(form, 'reason'),
    };
    return this.settle(visitor, id, form, 'What came of the low price is recorded.', () =>
      this.api.put('evaluation', `/v1/evaluations/${id}/bids/${text(form, 'bidId')}/low-price`, visitor, {
        body,
      }),
    );
  }

  @Post('exclusion')
  async exclude(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const body = { grounds: form['grounds'], reason: text(form, 'reason') };
    return this.settle(visitor, id, form, 'The exclusion is recorded.', () =>
      this.post(visitor, id, `bids/${text(form, 'bidId')}/exclusion`, form, body),
    );
  }

  @Post('exclusion-approval')
  async approve(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.settle(visitor, id, form, 'The exclusion is approved; the ranking is worked out anew.', () =>
      this.post(visitor, id, `bids/${text(form, 'bidId')}/exclusion/approve`, form),
    );
  }

  @Post('draw')
  async draw(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.settle(visitor, id, form, 'The draw is held and recorded.', () =>
      this.post(visitor, id, 'draws', form, { witness: text(form, 'witness') }),
    );
  }

  @Post('recommendation')
  async recommend(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    try {
      await this.api.post('evaluation', `/v1/evaluations/${id}/recommendation`, visitor, {
        body: recommendationOf(form),
        version: text(form, '_version'),
        key: text(form, '_key'),
      });
    } catch (error) {
      return this.ranking(visitor, id, form, errorsOf(error, { bidIds: 'bidIds', summary: 'summary' }));
    }
    return redirect(
      `/evaluations/${id}/recommendation`,
      'The set is recommended. Equality analysis checks it next.',
    );
  }

  private post(visitor: Visitor, id: string, path: string, form: Form, body: unknown = {}): Promise<unknown> {
    return this.api.post('evaluation', `/v1/evaluations/${id}/${path}`, visitor, {
      body,
      key: text(form, '_key'),
    });
  }

  private async settle(
    visitor: Visitor,
    id: string,
    form: Form,
    success: string,
    work: () => Promise<unknown>,
  ) {
    try {
      await work();
    } catch (error) {
      return this.ranking(visitor, id, form, errorsOf(error));
    }
    return redirect(`/evaluations/${id}/ranking`, success);
  }

  private async ranking(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const path = `/v1/evaluations/${id}`;
    const evaluation = await this.api.get<evaluationApi.Evaluation>('evaluation', path, visitor);
    const ranking = await this.api
      .get<evaluationApi.Ranking>('evaluation', `${path}/ranking`, visitor)
      .catch((error: unknown) => {
        // Before its time the page says why there is nothing to see.
        if (error instanceof ApiProblem && error.problem.status === 409)
          return { waits: error.problem.detail };
        throw error;
      });
    const isOpen = evaluation.state === 'quality-locked' || evaluation.state === 'recommended';
    const seat = evaluation.panel?.find(({ person, left }) => person === visitor.actor?.id && !left);
    return page('evaluation/ranking', {
      title: 'Ranking',
      evaluation,
      ...('waits' in ranking ? ranking : { ranking: { ...ranking, table: ranking.table.map(readable) } }),
      maySettle: isOpen && (seat?.role === 'chair' || visitor.actor?.roles.includes('commissioner')),
      mayRecommend: isOpen && seat?.role === 'chair',
      ownId: visitor.actor?.id,
      form,
      key: formKey(),
      errors,
      breadcrumbs: trail(evaluation),
    });
  }
}

const readable = (row: evaluationApi.Ranking['table'][number]) => ({
  ...row,
  qualityMarks: shortly(row.qualityMarks),
  priceMarks: shortly(row.priceMarks),
  total: shortly(row.total),
});
