import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type analyticsApi, type evaluationApi, Id } from '@commissioning/schemas';
import { asErrors, errorsOf, type FormErrors } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ApiProblem, ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { trail } from './evaluation.pages';

type Form = Partial<Record<string, string>>;

/** My scoring: the bid beside its criteria, saved one by one. */
@Controller('evaluations/:id/scoring')
@Can('portal:use')
export class ScoringPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async overview(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const evaluation = await this.get<evaluationApi.Evaluation>(visitor, id);
    const scores = await this.get<evaluationApi.PersonalScores>(visitor, id, '/scores');
    const toScore = evaluation.criteria.filter(({ kind }) => kind !== 'price').length;
    return page('evaluation/scoring', {
      title: 'Score the bids',
      evaluation,
      bids: evaluation.bids.map((bid) => ({
        ...bid,
        toScore,
        scored: scores.items.filter(({ bidId }) => bidId === bid.bidId).length,
      })),
      breadcrumbs: trail(evaluation),
    });
  }

  @Get(':bidId')
  async bid(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
  ) {
    return this.beside(visitor, id, bidId);
  }

  @Post(':bidId')
  async score(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Body() form: Form,
  ) {
    const { criterionId = '', mark = '', rationale = '' } = form;
    const [why, which] = [`rationale-${criterionId}`, `mark-${criterionId}`];
    if (mark === '') {
      const errors = asErrors([{ field: which, text: 'Choose a mark' }]);
      return this.beside(visitor, id, bidId, form, errors);
    }
    try {
      await this.api.put('evaluation', `/v1/evaluations/${id}/scores`, visitor, {
        body: { bidId, criterionId, rationale, mark: Number(mark) },
      });
    } catch (error) {
      const codes = { 'rationale-too-short': why, 'rationale-only-repeats': why, 'mark-not-on-scale': which };
      return this.beside(visitor, id, bidId, form, errorsOf(error, { rationale: why, mark: which }, codes));
    }
    return redirect(`/evaluations/${id}/scoring/${bidId}#criterion-${criterionId}`, 'Your score is saved.');
  }

  private async beside(visitor: Visitor, id: string, bidId: string, form: Form = {}, errors?: FormErrors) {
    const evaluation = await this.get<evaluationApi.Evaluation>(visitor, id);
    const content = await this.get<evaluationApi.BidContent>(visitor, id, `/bids/${bidId}/content`);
    const { items } = await this.get<evaluationApi.PersonalScores>(visitor, id, '/scores');
    const criteria = evaluation.criteria.filter(({ kind }) => kind !== 'price');
    const names = await this.wardNames(visitor);
    return page('evaluation/bid', {
      title: content.organisationName,
      evaluation,
      content,
      wards: content.reach.wards.map(({ ward, people }) => ({ name: names.get(ward) ?? ward, people })),
      criteria: criteria.map((criterion) => {
        const isThis = (one: { criterionId?: string }) => one.criterionId === criterion.criterionId;
        const given = items.find((score) => score.bidId === bidId && isThis(score));
        const typed = isThis(form) ? form : undefined;
        return {
          ...criterion,
          answer: content.answers.find(isThis),
          given,
          mark: typed ? typed['mark'] : given && String(given.mark),
          rationale: typed ? typed['rationale'] : given?.rationale,
        };
      }),
      isOpen: evaluation.state === 'scoring',
      errors,
      breadcrumbs: [...trail(evaluation), { text: 'Score the bids', href: `/evaluations/${id}/scoring` }],
    });
  }

  /** Names of wards, as the needs data has them; a bid is read without them where that is not to be had. */
  private async wardNames(visitor: Visitor): Promise<Map<string, string>> {
    const needs = await this.api
      .find<analyticsApi.NeedsData>('analytics', '/v1/needs', visitor)
      .catch((error: unknown) => {
        if (error instanceof ApiProblem) return undefined;
        throw error;
      });
    return new Map(needs?.wards.map(({ code, name }) => [code, name]));
  }

  private get<Body>(visitor: Visitor, id: string, path = ''): Promise<Body> {
    return this.api.get<Body>('evaluation', `/v1/evaluations/${id}${path}`, visitor);
  }
}
