import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type programmeApi } from '@commissioning/schemas';
import { errorsOf } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { RESPONSES } from './workshop-form';

@Controller('contributions')
@Can('portal:use')
export class ContributionPages {
  constructor(private readonly api: ServiceApi) {}

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.contribution(visitor, id);
  }

  @Post(':id/codes')
  async code(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: { areaIds?: string | string[]; _version?: string },
  ) {
    try {
      await this.api.put('programme', `/v1/contributions/${id}/codes`, visitor, {
        ...{ body: { areaIds: [form.areaIds ?? []].flat() }, version: form._version },
      });
      return redirect(`/contributions/${id}`, 'The areas of this contribution are saved.');
    } catch (error) {
      return this.contribution(visitor, id, errorsOf(error));
    }
  }

  private async contribution(visitor: Visitor, id: string, errors?: unknown) {
    const contribution = await this.api.get<programmeApi.Contribution>(
      'programme',
      `/v1/contributions/${id}`,
      visitor,
    );
    const { items } = await this.api.get<{ items: programmeApi.Framework[] }>(
      'programme',
      '/v1/frameworks',
      visitor,
    );
    const own = items.find(({ programmeId }) => programmeId === contribution.programmeId);
    const framework =
      own && (await this.api.get<programmeApi.Framework>('programme', `/v1/frameworks/${own.id}`, visitor));
    return page('workshops/contribution', {
      ...{ title: 'A contribution', contribution, framework, errors, responses: RESPONSES },
      // What it was coded to before stays to be seen, also where the area became part of another.
      areas: framework?.areas.filter(
        ({ id: area, state }) => state === 'live' || contribution.areaIds.includes(area),
      ),
      canManage: visitor.actor?.roles.includes('programme-manager'),
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: 'Programme', href: `/programmes/${contribution.programmeId}` },
        { text: 'Workshop', href: `/workshops/${contribution.workshopId}` },
      ],
    });
  }
}
