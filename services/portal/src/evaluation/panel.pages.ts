import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id } from '@commissioning/schemas';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { trail } from './evaluation.pages';
import { EVALUATOR_ROWS, formOf, OBSERVER_ROWS, type PanelForm, panelOf } from './panel-form';

@Controller('evaluations/:id/panel')
@Can('portal:use')
export class PanelPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.form(visitor, id);
  }

  @Post()
  async appoint(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: PanelForm,
  ) {
    const draft = panelOf(form);
    if ('errors' in draft) return this.form(visitor, id, { form, errors: draft.errors });
    try {
      await this.api.put('evaluation', `/v1/evaluations/${id}/panel`, visitor, {
        body: draft.panel,
        version: form['_version'],
      });
      return redirect(`/evaluations/${id}`, 'The panel is appointed.');
    } catch (error) {
      const codes = { 'panel-needs-two-evaluators': 'evaluator2-id', 'chair-cannot-observe': 'observer1-id' };
      return this.form(visitor, id, { form, errors: errorsOf(error, {}, codes) });
    }
  }

  @Post('substitution')
  async substitute(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: PanelForm,
  ) {
    const { leaves, joinsId = '', joinsName = '', reason } = form;
    try {
      await this.api.post('evaluation', `/v1/evaluations/${id}/panel/substitutions`, visitor, {
        body: { leaves, joins: { person: joinsId.trim(), name: joinsName.trim() }, reason },
        version: form['_version'],
        key: form['_key'],
      });
      return redirect(`/evaluations/${id}`, `${joinsName.trim()} has joined the panel.`);
    } catch (error) {
      const fields = { joins: 'joinsId' };
      return this.form(visitor, id, { form, errors: errorsOf(error, fields), substitution: true });
    }
  }

  private async form(
    visitor: Visitor,
    id: string,
    more: { form?: PanelForm } & Record<string, unknown> = {},
  ) {
    const path = `/v1/evaluations/${id}`;
    const evaluation = await this.api.get<evaluationApi.Evaluation>('evaluation', path, visitor);
    const { panel = [] } = evaluation;
    return page('evaluation/panel', {
      title: 'Panel',
      evaluation,
      sitting: panel.filter(({ left }) => !left),
      form: { ...formOf(panel), ...more.form },
      rows: { evaluators: EVALUATOR_ROWS, observers: OBSERVER_ROWS },
      hasBegun: panel.some(({ scored }) => scored > 0),
      key: formKey(),
      breadcrumbs: trail(evaluation),
      ...('errors' in more && { errors: more['errors'] }),
    });
  }
}
