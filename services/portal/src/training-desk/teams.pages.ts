import { Body, Controller, Get, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import type { capacityBuildingApi } from '@commissioning/schemas';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { type Form, typed } from './session-form';

/** Teams of the council, for which its officers book in the internal programme. */
@Controller('training/teams')
@Can('team:keep')
export class TeamPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  show(@TheVisitor() visitor: Visitor) {
    return this.teams(visitor);
  }

  @Post()
  async add(@TheVisitor() visitor: Visitor, @Body() form: Form) {
    const name = typed(form, 'name');
    if (!name)
      return this.teams(visitor, form, asErrors([{ field: 'name', text: 'Enter the name of the team' }]));
    try {
      await this.api.post('capacity-building', '/v1/teams', visitor, {
        ...{ body: { name }, key: typed(form, '_key') },
      });
      return redirect('/training/teams', `${name} can book in the internal programme.`);
    } catch (error) {
      return this.teams(visitor, form, errorsOf(error, {}, { 'team-known': 'name' }));
    }
  }

  private async teams(visitor: Visitor, form: Form = {}, errors?: FormErrors) {
    const { items } = await this.api.get<{ items: capacityBuildingApi.Team[] }>(
      'capacity-building',
      '/v1/teams',
      visitor,
    );
    return page('training-desk/teams', {
      title: 'Teams of the council',
      ...{ teams: items, form, errors, key: formKey() },
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: 'Training', href: '/training' },
        { text: 'Courses', href: '/training/courses' },
      ],
    });
  }
}
