import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type programmeApi } from '@commissioning/schemas';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { draftOf, EMPTY, type ThemeForm } from './theme-form';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Themes', href: '/themes' },
];

/** Where the page shows what the programme refuses. */
const FIELD_OF_REFUSAL = {
  'programme-budget-exceeded': 'budget',
  'theme-starts-outside-the-programme': 'starts-day',
};

@Controller('themes')
@Can('portal:use')
export class ThemePages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.api.get<{ items: programmeApi.Theme[] }>('programme', '/v1/themes', visitor);
    return page('themes/list', { title: 'Themes', themes: items, breadcrumbs: BREADCRUMBS.slice(0, 1) });
  }

  @Get('new')
  async blank(@TheVisitor() visitor: Visitor) {
    return this.form(visitor, EMPTY);
  }

  @Post()
  async propose(@TheVisitor() visitor: Visitor, @Body() form: ThemeForm) {
    const draft = draftOf(form);
    if ('errors' in draft) return this.form(visitor, form, draft.errors);
    try {
      const theme = await this.api.post<programmeApi.Theme>('programme', '/v1/themes', visitor, {
        body: draft.theme,
        key: form._key,
      });
      return redirect(
        `/themes/${theme.id}`,
        `${theme.title} is proposed. Equality analysis screens it next.`,
      );
    } catch (error) {
      return this.form(visitor, form, errorsOf(error, {}, FIELD_OF_REFUSAL));
    }
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.theme(visitor, id);
  }

  @Post(':id/approve')
  async approve(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    try {
      const theme = await this.api.post<programmeApi.Theme>(
        'programme',
        `/v1/themes/${id}/approve`,
        visitor,
        {
          body: { decisionId: form['decisionId'] },
          version: form['_version'],
          key: form['_key'],
        },
      );
      return redirect(`/themes/${id}`, `${theme.title} is approved and can be put out to tender.`);
    } catch (error) {
      return this.theme(visitor, id, errorsOf(error));
    }
  }

  private async form(visitor: Visitor, form: ThemeForm, errors?: unknown) {
    const { items } = await this.api.get<{ items: programmeApi.Programme[] }>(
      'programme',
      '/v1/programmes',
      visitor,
    );
    return page('themes/form', {
      title: 'Propose a theme',
      programmes: items,
      form: { ...form, _key: form._key ?? formKey() },
      errors,
      breadcrumbs: BREADCRUMBS,
    });
  }

  private async theme(visitor: Visitor, id: string, errors?: unknown) {
    const [theme, decisions] = await Promise.all([
      this.api.get<programmeApi.Theme>('programme', `/v1/themes/${id}`, visitor),
      this.api.get<{ items: programmeApi.Decision[] }>('programme', `/v1/decisions?subjectId=${id}`, visitor),
    ]);
    return page('themes/show', {
      title: theme.title,
      theme,
      decisions: decisions.items,
      approvals: decisions.items.filter(({ outcome }) => outcome === 'approved'),
      canApprove: visitor.actor?.roles.includes('programme-manager') && theme.state === 'proposed',
      key: formKey(),
      errors,
      breadcrumbs: BREADCRUMBS,
    });
  }
}
