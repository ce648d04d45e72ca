import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id, type organisationsApi } from '@commissioning/schemas';
import { ourOrganisations } from '../organisations/our-organisations';
import { errorsOf, type FormErrors } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isCoordinator } from './sessions.pages';
import type { Form } from './training-forms';
import { COMPETENCIES, LEVELS, RATINGS } from './words';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
];

@Controller('training/readiness')
@Can('portal:use')
export class ReadinessPages {
  constructor(private readonly api: ServiceApi) {}

  /** The profile of one organisation; whoever acts for several, or coordinates, chooses first. */
  @Get()
  async choose(@TheVisitor() visitor: Visitor, @Query('organisation') chosen?: string) {
    if (chosen && Id.safeParse(chosen).success) return this.profile(visitor, chosen);
    const organisations = isCoordinator(visitor)
      ? (
          await this.api.get<organisationsApi.OrganisationList>(
            'organisations',
            '/v1/organisations?limit=200',
            visitor,
          )
        ).items
      : await ourOrganisations(this.api, visitor);
    const [only, ...others] = organisations;
    if (only && others.length === 0 && !isCoordinator(visitor)) return this.profile(visitor, only.id);
    return page('training/readiness-choice', {
      title: 'Ready to bid',
      organisations,
      coordinator: isCoordinator(visitor),
      breadcrumbs: BREADCRUMBS,
    });
  }

  @Post(':id')
  async assess(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const answers = Object.keys(COMPETENCIES).flatMap((competency) =>
      form[competency] ? [{ competency, rating: form[competency] }] : [],
    );
    if (answers.length === 0)
      return this.profile(visitor, id, {
        list: [{ text: 'Select at least one answer', href: '#tender-process' }],
        of: {},
      });
    try {
      await this.api.put('capacity-building', `/v1/readiness/${id}/self-assessment`, visitor, {
        body: { answers },
      });
      return redirect(`/training/readiness?organisation=${id}`, 'Your answers are kept.');
    } catch (error) {
      return this.profile(visitor, id, errorsOf(error));
    }
  }

  private async profile(visitor: Visitor, id: string, errors?: FormErrors) {
    const [profile, organisation] = await Promise.all([
      this.api.get<capacityBuildingApi.ReadinessProfile>('capacity-building', `/v1/readiness/${id}`, visitor),
      this.api.get<organisationsApi.Organisation>('organisations', `/v1/organisations/${id}`, visitor),
    ]);
    return page('training/readiness', {
      title: `How ready ${organisation.name} is to bid`,
      ...{ organisation, errors, ratings: RATINGS },
      lines: profile.competencies.map((line) => ({
        ...line,
        name: COMPETENCIES[line.competency],
        tag: LEVELS[line.level],
      })),
      mayAssess: !isCoordinator(visitor),
      breadcrumbs: BREADCRUMBS,
    });
  }
}
