import { Body, Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type programmeApi } from '@commissioning/schemas';
import { asErrors, errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { type ChangeForm, changeOf, CHANGES, fieldOf, isChange } from './change-form';

@Controller('frameworks')
@Can('portal:use')
export class FrameworkPages {
  constructor(private readonly api: ServiceApi) {}

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.framework(visitor, id);
  }

  @Post(':id/publish')
  async publish(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    try {
      const { edition } = await this.api.post<programmeApi.FrameworkEdition>(
        'programme',
        `/v1/frameworks/${id}/publish`,
        visitor,
        { version: form['_version'], key: form['_key'] },
      );
      return redirect(`/frameworks/${id}`, `Edition ${edition} is published. Nobody can change it any more.`);
    } catch (error) {
      return this.framework(visitor, id, errorsOf(error));
    }
  }

  @Get(':id/areas/:areaId')
  async area(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('areaId', { schema: Id }) areaId: string,
  ) {
    const [framework, lineage] = await Promise.all([
      this.load(visitor, id),
      this.api.get<programmeApi.AreaLineage>('programme', `/v1/frameworks/${id}/areas/${areaId}`, visitor),
    ]);
    const titleOf = new Map(framework.areas.map((area) => [area.id, area.title]));
    return page('framework/area', {
      ...{ title: lineage.area.title, framework, ...lineage },
      became: lineage.becameIds.map((became) => ({ id: became, title: titleOf.get(became) })),
      canManage: manages(visitor) && lineage.area.state === 'live',
      breadcrumbs: breadcrumbs(framework).concat({ text: 'Framework', href: `/frameworks/${id}` }),
    });
  }

  @Get(':id/change')
  async change(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query('change') kind: string | undefined,
    @Query('area') areaId: string | undefined,
  ) {
    return this.form(visitor, id, { change: kind, areaId });
  }

  @Post(':id/change')
  async record(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: ChangeForm,
  ) {
    const kind = fieldOf(form, 'change');
    if (!isChange(kind)) throw new NotFoundException();
    const draft = changeOf(kind, form);
    if ('errors' in draft) return this.form(visitor, id, form, draft.errors);
    try {
      const { changes } = await this.api.post<programmeApi.Framework>(
        'programme',
        `/v1/frameworks/${id}/changes`,
        visitor,
        { body: draft.change, version: fieldOf(form, '_version'), key: fieldOf(form, '_key') },
      );
      return redirect(`/frameworks/${id}`, `${changes.at(-1)?.says}.`);
    } catch (error) {
      const codes = { 'area-title-taken': kind === 'rename' || kind === 'merge' ? 'title' : 'titles' };
      return this.form(visitor, id, form, errorsOf(error, { into: 'titles' }, codes));
    }
  }

  @Get(':id/drift')
  async paper(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.drift(visitor, id, {});
  }

  @Post(':id/drift')
  async check(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    const text = form['text']?.trim();
    if (!text)
      return this.drift(
        visitor,
        id,
        form,
        asErrors([{ field: 'text', text: 'Paste the text of the paper' }]),
      );
    const other = form['other']?.trim();
    const documents = [
      { name: 'The paper', text },
      ...(other ? [{ name: 'The other paper', text: other }] : []),
    ];
    try {
      const { findings } = await this.api.post<{ findings: programmeApi.DriftFinding[] }>(
        'programme',
        `/v1/frameworks/${id}/drift-check`,
        visitor,
        { body: { documents } },
      );
      return this.drift(visitor, id, form, undefined, findings);
    } catch (error) {
      return this.drift(visitor, id, form, errorsOf(error, { documents: 'text' }));
    }
  }

  private async framework(visitor: Visitor, id: string, errors?: unknown) {
    const framework = await this.load(visitor, id);
    const live = framework.areas.filter(({ state }) => state === 'live');
    const priorities = live.filter(({ standing }) => standing === 'priority');
    return page('framework/show', {
      ...{ title: 'Outcomes framework', framework, errors, key: formKey() },
      groups: [
        { heading: 'Priority outcomes', areas: priorities.filter(({ kind }) => kind === 'outcome') },
        { heading: 'Priority approaches', areas: priorities.filter(({ kind }) => kind === 'approach') },
        {
          heading: 'Areas that inform the themes',
          areas: live.filter(({ standing }) => standing === 'listed'),
        },
        {
          heading: 'No longer areas of their own',
          areas: framework.areas.filter(({ state }) => state !== 'live'),
        },
      ],
      ...{ liveCount: live.length, canManage: manages(visitor), breadcrumbs: breadcrumbs(framework) },
    });
  }

  private async form(visitor: Visitor, id: string, form: ChangeForm, errors?: unknown) {
    const kind = fieldOf(form, 'change');
    if (!isChange(kind)) throw new NotFoundException();
    const framework = await this.load(visitor, id);
    const area = framework.areas.find((one) => one.id === form['areaId']);
    if (!area && kind !== 'add' && kind !== 'merge') throw new NotFoundException();
    return page('framework/change', {
      title: area ? `${CHANGES[kind].title}: ${area.title}` : CHANGES[kind].title,
      ...{ kind, area, framework, button: CHANGES[kind].button, errors },
      live: framework.areas.filter(({ state }) => state === 'live'),
      ticked: [form['areaIds'] ?? []].flat(),
      form: { ...form, _key: form['_key'] ?? formKey(), _version: form['_version'] ?? framework.version },
      breadcrumbs: breadcrumbs(framework).concat({ text: 'Framework', href: `/frameworks/${id}` }),
    });
  }

  private async drift(
    visitor: Visitor,
    id: string,
    form: Record<string, string>,
    errors?: unknown,
    findings?: programmeApi.DriftFinding[],
  ) {
    const framework = await this.load(visitor, id);
    return page('framework/drift', {
      ...{ title: 'Check a paper against the framework', framework, form, errors, findings },
      breadcrumbs: breadcrumbs(framework).concat({ text: 'Framework', href: `/frameworks/${id}` }),
    });
  }

  private load(visitor: Visitor, id: string): Promise<programmeApi.Framework> {
    return this.api.get<programmeApi.Framework>('programme', `/v1/frameworks/${id}`, visitor);
  }
}

const manages = (visitor: Visitor) => Boolean(visitor.actor?.roles.includes('programme-manager'));

const breadcrumbs = ({ programmeId }: programmeApi.Framework) => [
  { text: 'Home', href: '/' },
  { text: 'Programme', href: `/programmes/${programmeId}` },
];
