import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type programmeApi } from '@commissioning/schemas';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { type ProgrammeForm, programmeOf } from './programme-form';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Programmes', href: '/programmes' },
];

type Items<Item> = { items: Item[] };

@Controller('programmes')
@Can('portal:use')
export class ProgrammePages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.get<Items<programmeApi.Programme>>('/v1/programmes', visitor);
    return page('programmes/list', {
      ...{ title: 'Programmes', programmes: items, canManage: manages(visitor) },
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  @Get('new')
  blank() {
    return this.form({});
  }

  @Post()
  async create(@TheVisitor() visitor: Visitor, @Body() form: ProgrammeForm) {
    const draft = programmeOf(form);
    if ('errors' in draft) return this.form(form, draft.errors);
    try {
      const { id, title } = await this.api.post<programmeApi.Programme>(
        'programme',
        '/v1/programmes',
        visitor,
        { body: draft.programme, key: form['_key'] },
      );
      return redirect(`/programmes/${id}`, `${title} is created. Open its outcomes framework next.`);
    } catch (error) {
      const codes = { 'programme-ends-before-it-starts': 'ends-day', 'programme-needs-a-budget': 'budget' };
      return this.form(form, errorsOf(error, {}, codes));
    }
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const [programme, themes, frameworks, workshops, theory, planned] = await Promise.all([
      this.get<programmeApi.Programme>(`/v1/programmes/${id}`, visitor),
      this.get<Items<programmeApi.Theme>>('/v1/themes', visitor),
      this.get<Items<programmeApi.Framework>>('/v1/frameworks', visitor),
      this.get<Items<programmeApi.Workshop>>(`/v1/workshops?programmeId=${id}`, visitor),
      this.get<programmeApi.TheoryOfChange>(`/v1/programmes/${id}/theory-of-change`, visitor),
      this.get<Items<programmeApi.PlannedDecision>>('/v1/planned-decisions', visitor),
    ]);
    const own = themes.items.filter(({ programmeId }) => programmeId === id);
    return page('programmes/show', {
      ...{ title: programme.title, programme, theory, themes: own, workshops: workshops.items },
      framework: frameworks.items.find(({ programmeId }) => programmeId === id),
      planned: planned.items.filter(
        ({ subjectId, state }) => state === 'planned' && own.some((theme) => theme.id === subjectId),
      ),
      ...{ canManage: manages(visitor), key: formKey(), breadcrumbs: BREADCRUMBS },
    });
  }

  @Post(':id/framework')
  async openFramework(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    const framework = await this.api.post<programmeApi.Framework>('programme', '/v1/frameworks', visitor, {
      ...{ body: { programmeId: id }, key: form['_key'] },
    });
    return redirect(`/frameworks/${framework.id}`, 'The framework is open. Add the first outcome areas.');
  }

  private form(form: ProgrammeForm, errors?: unknown) {
    return page('programmes/form', {
      ...{ title: 'Create a programme', form: { ...form, _key: form['_key'] ?? formKey() }, errors },
      breadcrumbs: BREADCRUMBS,
    });
  }

  private get<Body>(path: string, visitor: Visitor): Promise<Body> {
    return this.api.get<Body>('programme', path, visitor);
  }
}

const manages = (visitor: Visitor) => Boolean(visitor.actor?.roles.includes('programme-manager'));
