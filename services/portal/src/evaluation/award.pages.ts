import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id } from '@commissioning/schemas';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { shortly } from './evaluation-words';
import { trail } from './evaluation.pages';

type Form = Partial<Record<string, string>>;

/** From the recommendation to the award: what it waits for, the summaries, the award. */
@Controller('evaluations/:id/recommendation')
@Can('portal:use')
export class AwardPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.recommendation(visitor, id);
  }

  @Post('summaries')
  async issue(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const notAwarded = Object.entries(form)
      .filter(([name, reason]) => name.startsWith('because-') && reason?.trim())
      .map(([name, reason]) => ({ bidId: name.slice('because-'.length), reason: reason?.trim() }));
    return this.press(
      visitor,
      id,
      'summaries',
      form,
      { notAwarded },
      'Every bidder has its assessment summary.',
    );
  }

  @Post('award')
  async award(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, 'award', form, {}, 'The award is made. The award notice comes next.');
  }

  private async press(
    visitor: Visitor,
    id: string,
    path: string,
    form: Form,
    body: unknown,
    success: string,
  ) {
    try {
      await this.api.post('evaluation', `/v1/evaluations/${id}/${path}`, visitor, {
        body,
        version: form['_version'],
        key: form['_key'],
      });
      return redirect(`/evaluations/${id}/recommendation`, success);
    } catch (error) {
      return this.recommendation(visitor, id, form, errorsOf(error));
    }
  }

  private async recommendation(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const path = `/v1/evaluations/${id}`;
    const evaluation = await this.api.get<evaluationApi.Evaluation>('evaluation', path, visitor);
    const recommendation = await this.api.find<evaluationApi.Recommendation>(
      'evaluation',
      `${path}/recommendation`,
      visitor,
    );
    const seat = evaluation.panel?.find(({ person, left }) => person === visitor.actor?.id && !left);
    const isCommissioner = visitor.actor?.roles.includes('commissioner');
    const standing = new Map(recommendation?.bids.map((bid) => [bid.bidId, bid]));
    return page('evaluation/recommendation', {
      title: 'Recommendation and award',
      evaluation,
      recommendation: recommendation && {
        ...recommendation,
        bids: recommendation.bids.map((bid) => ({ ...bid, total: shortly(bid.total) })),
      },
      losers: evaluation.bids.filter(({ bidId }) => !standing.get(bidId)?.recommended),
      isReady: recommendation?.conditions.every(({ met }) => met),
      mayIssue: (seat?.role === 'chair' || isCommissioner) && evaluation.state === 'recommended',
      mayAward: isCommissioner && evaluation.state === 'summaries-issued',
      form,
      key: formKey(),
      errors,
      breadcrumbs: trail(evaluation),
    });
  }
}
