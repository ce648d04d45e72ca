import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common';
import { Can, may, Public } from '@commissioning/auth';
import { Id, type analyticsApi } from '@commissioning/schemas';
import type { Response } from 'express';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { type Choice, choicesOf, needsView } from './needs-view';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Needs data', href: '/needs-data' },
];

type Form = Record<string, string>;

@Controller('needs-data')
export class NeedsDataPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  @Public()
  async show(@TheVisitor() visitor: Visitor, @Query() query: Record<string, string>) {
    const version = Id.safeParse(query['version']).data;
    const [data, { items: versions }] = await Promise.all([
      this.api.find<analyticsApi.NeedsData>(
        'analytics',
        `/v1/needs${version ? `?versionId=${version}` : ''}`,
        visitor,
      ),
      this.api.get<{ items: analyticsApi.NeedsVersion[] }>('analytics', '/v1/needs/versions', visitor),
    ]);
    const choices = data ? choicesOf(data) : [];
    const choice = choices.find(({ key }) => key === query['figure']) ?? choices[1] ?? choices[0];
    return page('needs-data/show', {
      title: 'Needs data',
      ...{ data, versions, choices, choice, version },
      view: data && choice && needsView(data, choice as Choice),
      canPublish: mayPublish(visitor),
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  @Get('figures.csv')
  @Public()
  async csv(
    @TheVisitor() visitor: Visitor,
    @Query() query: Record<string, string>,
    @Res({ passthrough: true }) response: Response,
  ) {
    const version = Id.safeParse(query['version']).data;
    const path = `/v1/needs/figures.csv${version ? `?versionId=${version}` : ''}`;
    const { type, body } = await this.api.download('analytics', path, visitor);
    response.attachment('needs-data.csv').type(type);
    return body;
  }

  @Get('import')
  @Can('portal:use')
  blank() {
    return importPage({}, formKey());
  }

  @Post('import')
  @Can('portal:use')
  async import(@TheVisitor() visitor: Visitor, @Body() form: Form) {
    try {
      const { csv = '' } = form;
      const preview = await this.api.post<analyticsApi.NeedsPreview>(
        'analytics',
        '/v1/needs/previews',
        visitor,
        {
          body: { csv },
        },
      );
      // Problems are shown with their row and column, which a refused publication could not do field by field.
      if (form['act'] !== 'publish' || preview.errors.length > 0) {
        return importPage(form, form['_key'] ?? formKey(), { preview });
      }
      const { title, source, licence, vintage } = form;
      const version = await this.api.post<analyticsApi.NeedsVersion>(
        'analytics',
        '/v1/needs/versions',
        visitor,
        {
          body: { title, source, licence, vintage, csv },
          key: form['_key'],
        },
      );
      return redirect(
        '/needs-data',
        `Version ${version.number} is published: ${version.figures} figures of ${version.areas} areas.`,
      );
    } catch (error) {
      return importPage(form, form['_key'] ?? formKey(), { errors: errorsOf(error) });
    }
  }
}

const importPage = (form: Form, key: string, more: Record<string, unknown> = {}) =>
  page('needs-data/import', { title: 'Import needs data', form, key, ...more, breadcrumbs: BREADCRUMBS });

const mayPublish = ({ actor }: Visitor): boolean =>
  actor !== undefined && may({ ...actor, kind: 'person', scopes: [] }, 'needs:publish');
