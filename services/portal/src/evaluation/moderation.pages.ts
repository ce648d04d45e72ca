import { Body, Controller, Get, NotFoundException, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id } from '@commissioning/schemas';
import { errorsOf, type FormErrors } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { trail } from './evaluation.pages';
import { discussionOf, type ModerationForm } from './moderation-form';

/** The moderation table, and the record of one discussion. Nothing in it is filled in beforehand. */
@Controller('evaluations/:id/moderation')
@Can('portal:use')
export class ModerationPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async table(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.overview(visitor, id);
  }

  @Post('open')
  async open(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: ModerationForm,
  ) {
    return this.press(
      visitor,
      id,
      '/moderation',
      form,
      'Moderation is open. Individual scores stay as they are.',
    );
  }

  @Post('lock')
  async lock(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: ModerationForm,
  ) {
    return this.press(visitor, id, '/moderation/lock', form, 'Quality is locked. The prices are opened now.');
  }

  @Get(':bidId/:criterionId')
  async discussion(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
  ) {
    return this.one(visitor, id, bidId, criterionId);
  }

  @Post(':bidId/:criterionId')
  async record(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('bidId', { schema: Id }) bidId: string,
    @Param('criterionId', { schema: Id }) criterionId: string,
    @Body() form: ModerationForm,
  ) {
    const { items } = await this.get<evaluationApi.ModerationTable>(visitor, id, '/moderation');
    const item = found(items, bidId, criterionId);
    try {
      await this.api.put('evaluation', `/v1/evaluations/${id}/moderation`, visitor, {
        body: discussionOf(form, item),
      });
    } catch (error) {
      const codes = {
        'moderation-needs-its-points': 'points',
        'rationale-too-short': 'reason',
        'rationale-only-repeats': 'reason',
        'no-consensus-yet': 'mark',
        'mark-not-on-scale': 'mark',
        'chair-must-be-present': 'present',
        'discussion-needs-two-evaluators': 'present',
        'moves-are-incomplete': `to-${item.scores.find(({ person }) => !form[`to-${person}`])?.person}`,
      };
      return this.one(visitor, id, bidId, criterionId, form, errorsOf(error, {}, codes));
    }
    return redirect(
      `/evaluations/${id}/moderation`,
      `The consensus on ${item.criterion} of ${item.organisationName} is recorded.`,
    );
  }

  private async press(visitor: Visitor, id: string, path: string, form: ModerationForm, success: string) {
    try {
      await this.api.post('evaluation', `/v1/evaluations/${id}${path}`, visitor, {
        version: String(form['_version']),
      });
      return redirect(`/evaluations/${id}/moderation`, success);
    } catch (error) {
      return this.overview(visitor, id, errorsOf(error));
    }
  }

  private async overview(visitor: Visitor, id: string, errors?: FormErrors) {
    const evaluation = await this.get<evaluationApi.Evaluation>(visitor, id);
    const table = await this.api.find<evaluationApi.ModerationTable>(
      'evaluation',
      `/v1/evaluations/${id}/moderation`,
      visitor,
    );
    return page('evaluation/moderation', {
      title: 'Moderation',
      evaluation,
      items: table?.items,
      isChair: isChair(evaluation, visitor),
      open: table?.items.filter(({ record }) => !record).length,
      errors,
      breadcrumbs: trail(evaluation),
    });
  }

  private async one(
    visitor: Visitor,
    id: string,
    bidId: string,
    criterionId: string,
    form: ModerationForm = {},
    errors?: FormErrors,
  ) {
    const evaluation = await this.get<evaluationApi.Evaluation>(visitor, id);
    const { items } = await this.get<evaluationApi.ModerationTable>(visitor, id, '/moderation');
    const item = found(items, bidId, criterionId);
    return page('evaluation/discussion', {
      title: `${item.criterion}: ${item.organisationName}`,
      evaluation,
      item,
      criterion: evaluation.criteria.find((one) => one.criterionId === criterionId),
      sitting: evaluation.panel?.filter(({ left }) => !left),
      // What was recorded before can be corrected; marks are chosen anew each time.
      form: { ...(item.record && spoken(item.record)), ...form },
      mayRecord: isChair(evaluation, visitor) && evaluation.state === 'moderating',
      errors,
      breadcrumbs: [...trail(evaluation), { text: 'Moderation', href: `/evaluations/${id}/moderation` }],
    });
  }

  private get<Body>(visitor: Visitor, id: string, path = ''): Promise<Body> {
    return this.api.get<Body>('evaluation', `/v1/evaluations/${id}${path}`, visitor);
  }
}

const isChair = ({ panel = [] }: evaluationApi.Evaluation, { actor }: Visitor): boolean =>
  panel.some(({ person, role, left }) => person === actor?.id && role === 'chair' && !left);

const spoken = ({ present, points, reason }: NonNullable<evaluationApi.ModerationItem['record']>) => ({
  present,
  points,
  reason,
});

function found(
  items: readonly evaluationApi.ModerationItem[],
  bidId: string,
  criterionId: string,
): evaluationApi.ModerationItem {
  const item = items.find((one) => one.bidId === bidId && one.criterionId === criterionId);
  if (!item) throw new NotFoundException('There is no such criterion of a bid.');
  return item;
}
