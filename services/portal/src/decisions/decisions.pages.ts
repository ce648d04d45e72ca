import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id, type programmeApi } from '@commissioning/schemas';
import { asErrors, errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { type DecisionForm, decisionOf, FIELD_OF_REFUSAL, noticeInWords, noticeOf } from './decision-form';
import { standingInWords } from './standings';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Decisions', href: '/decisions' },
];

type Items<Item> = { items: Item[] };

@Controller('decisions')
@Can('portal:use')
export class DecisionPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const [planned, taken] = await Promise.all([
      this.planned(visitor),
      this.get<Items<programmeApi.Decision>>('/v1/decisions', visitor),
    ]);
    return page('decisions/list', {
      ...{ title: 'Decisions', planned: planned.filter(({ state }) => state === 'planned') },
      decisions: taken.items.map((decision) => ({
        ...decision,
        title: titleOf(decision),
        standingText: standingInWords(decision),
      })),
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  @Get('new')
  async blank(@TheVisitor() visitor: Visitor, @Query('theme', { schema: Id }) themeId: string) {
    return this.form(visitor, { themeId });
  }

  @Post()
  async take(@TheVisitor() visitor: Visitor, @Body() form: DecisionForm) {
    const draft = decisionOf(form, { subject: 'theme', subjectId: form['themeId'] ?? '' });
    if ('errors' in draft) return this.form(visitor, form, draft.errors);
    try {
      const { id } = await this.api.post<programmeApi.Decision>('programme', '/v1/decisions', visitor, {
        ...{ body: draft.decision, key: form['_key'] },
      });
      return redirect(`/decisions/${id}`, 'The decision is recorded.');
    } catch (error) {
      return this.form(visitor, form, errorsOf(error, {}, FIELD_OF_REFUSAL));
    }
  }

  @Get('plan')
  async blankNotice(
    @TheVisitor() visitor: Visitor,
    @Query('theme', { schema: Id.optional() }) themeId?: string,
    @Query('award', { schema: Id.optional() }) awardId?: string,
  ) {
    return this.notice(visitor, { ...(themeId && { themeId }), ...(awardId && { awardId }) });
  }

  @Post('plan')
  async plan(@TheVisitor() visitor: Visitor, @Body() form: DecisionForm) {
    const draft = noticeOf(form);
    if ('errors' in draft) return this.notice(visitor, form, draft.errors);
    try {
      await this.api.post('programme', '/v1/planned-decisions', visitor, {
        ...{ body: draft.notice, key: form['_key'] },
      });
      return redirect('/decisions', 'Notice is given: the decision is in the forward plan.');
    } catch (error) {
      const fields = { plannedFor: 'planned-day' };
      return this.notice(visitor, form, errorsOf(error, fields, { 'planned-day-has-passed': 'planned-day' }));
    }
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.decision(visitor, id);
  }

  @Post(':id/call-in')
  async callIn(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: DecisionForm,
  ) {
    const [calledInBy, reason] = [form['calledInBy']?.trim() ?? '', form['reason']?.trim() ?? ''];
    if (!calledInBy || !reason) {
      const missing = [
        ...(calledInBy ? [] : [{ field: 'calledInBy', text: 'Enter who called it in' }]),
        ...(reason ? [] : [{ field: 'reason', text: 'Enter the reason' }]),
      ];
      return this.decision(visitor, id, form, asErrors(missing));
    }
    return this.act(visitor, id, 'call-in', { calledInBy, reason }, form, 'The call-in is recorded.');
  }

  @Post(':id/call-in/outcome')
  async endCallIn(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: DecisionForm,
  ) {
    const [outcome, reason] = [form['outcome'], form['reason']?.trim() ?? ''];
    if (!outcome || !reason) {
      const missing = [
        ...(outcome ? [] : [{ field: 'outcome', text: 'Select the outcome' }]),
        ...(reason ? [] : [{ field: 'reason', text: 'Enter the reason' }]),
      ];
      return this.decision(visitor, id, form, asErrors(missing));
    }
    return this.act(visitor, id, 'call-in/outcome', { outcome, reason }, form, 'The outcome is recorded.');
  }

  private async act(
    visitor: Visitor,
    id: string,
    path: string,
    body: object,
    form: DecisionForm,
    success: string,
  ) {
    try {
      await this.api.post('programme', `/v1/decisions/${id}/${path}`, visitor, {
        ...{ body, version: form['_version'], key: form['_key'] },
      });
      return redirect(`/decisions/${id}`, success);
    } catch (error) {
      return this.decision(visitor, id, form, errorsOf(error));
    }
  }

  private async decision(visitor: Visitor, id: string, form: DecisionForm = {}, errors?: unknown) {
    const decision = await this.get<programmeApi.Decision>(`/v1/decisions/${id}`, visitor);
    const roles = visitor.actor?.roles ?? [];
    return page('decisions/show', {
      ...{ title: titleOf(decision), decision, standingText: standingInWords(decision), form, errors },
      ...{ key: formKey(), canManage: roles.includes('programme-manager') },
      seesAwards: roles.length > 0,
      breadcrumbs: BREADCRUMBS,
    });
  }

  private async form(visitor: Visitor, form: DecisionForm, errors?: unknown) {
    const [theme, planned] = await Promise.all([
      this.get<programmeApi.Theme>(`/v1/themes/${form['themeId']}`, visitor),
      this.planned(visitor),
    ]);
    const notice = planned.find(({ subjectId, state }) => subjectId === theme.id && state === 'planned');
    return page('decisions/form', {
      ...{ title: `Decide on ${theme.title}`, theme, errors, notice, noticeText: noticeInWords(notice) },
      ...{ form: { ...form, _key: form['_key'] ?? formKey() }, breadcrumbs: BREADCRUMBS },
    });
  }

  private async notice(visitor: Visitor, form: DecisionForm, errors?: unknown) {
    const what = await this.plannable(visitor, form);
    return page('decisions/notice', {
      ...{ title: `Give notice of the decision on ${what}`, errors },
      suggested: form['awardId'] ? `Award: ${what}` : `Approval of ${what}`,
      ...{ form: { ...form, _key: form['_key'] ?? formKey() }, breadcrumbs: BREADCRUMBS },
    });
  }

  /** The title of what notice is given of: a recommended set of awards, or a theme. */
  private async plannable(visitor: Visitor, { awardId, themeId }: DecisionForm): Promise<string> {
    if (awardId) {
      const path = `/v1/evaluations/${encodeURIComponent(awardId)}`;
      return (await this.api.get<evaluationApi.Evaluation>('evaluation', path, visitor)).title;
    }
    const path = `/v1/themes/${encodeURIComponent(themeId ?? '')}`;
    return (await this.get<programmeApi.Theme>(path, visitor)).title;
  }

  private async planned(visitor: Visitor): Promise<programmeApi.PlannedDecision[]> {
    return (await this.get<Items<programmeApi.PlannedDecision>>('/v1/planned-decisions', visitor)).items;
  }

  private get<Body>(path: string, visitor: Visitor): Promise<Body> {
    return this.api.get<Body>('programme', path, visitor);
  }
}

const titleOf = ({ subject, subjectTitle }: programmeApi.Decision): string =>
  subject === 'theme' ? `Decision on ${subjectTitle ?? 'a theme'}` : `Award of ${subjectTitle ?? 'a tender'}`;
