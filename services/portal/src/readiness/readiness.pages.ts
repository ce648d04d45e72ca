import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { capacityBuildingApi, Id, type organisationsApi } from '@commissioning/schemas';
import { ourOrganisations } from '../organisations/our-organisations';
import { asErrors, dayOf, errorsOf, type FormErrors } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isCoordinator, isOfficer } from '../training/coordinators';
import { COMPETENCIES, LEVELS, RATINGS } from '../training/words';

type Form = Readonly<Record<string, string>>;
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
];
const CLOSED = { title: 'Ready to bid', breadcrumbs: BREADCRUMBS };

/** How ready an organisation is to bid, and the next step; for the organisation and its coordinators alone. */
@Controller('training/readiness')
@Can('portal:use')
export class ReadinessPages {
  constructor(private readonly api: ServiceApi) {}

  /** The profile of one organisation; whoever acts for several chooses first, a coordinator sees where all stand. */
  @Get()
  async choose(@TheVisitor() visitor: Visitor, @Query() { organisation: chosen, ...look }: Form = {}) {
    if (chosen && Id.safeParse(chosen).success) return this.profile(visitor, chosen);
    if (isCoordinator(visitor)) return this.overview(visitor, look);
    if (isOfficer(visitor)) return page('readiness/closed', CLOSED);
    const organisations = await ourOrganisations(this.api, visitor);
    const [only, ...others] = organisations;
    if (only && others.length === 0) return this.profile(visitor, only.id);
    return page('readiness/choice', {
      title: 'Ready to bid',
      organisations,
      breadcrumbs: BREADCRUMBS,
    });
  }

  @Post(':id')
  async assess(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const answers = Object.keys(COMPETENCIES).flatMap((competency) =>
      form[competency] ? [{ competency, rating: form[competency] }] : [],
    );
    if (answers.length === 0) {
      const nothing = asErrors([{ field: 'tender-process', text: 'Select at least one answer' }]);
      return this.profile(visitor, id, form, nothing);
    }
    try {
      await this.api.put('capacity-building', `/v1/readiness/${id}/self-assessment`, visitor, {
        body: { answers },
      });
      return redirect(`/training/readiness?organisation=${id}`, 'Your answers are kept.');
    } catch (error) {
      return this.profile(visitor, id, form, errorsOf(error));
    }
  }

  /** Of each competency that asks for one, the document and until when it counts. */
  @Post(':id/policies')
  async keepPolicies(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const wrong: { field: string; text: string }[] = [];
    const policies = capacityBuildingApi.POLICY_COMPETENCIES.flatMap((competency) => {
      const title = (form[`policy-${competency}`] ?? '').trim();
      if (!title) return [];
      const expiresOn = dayOf(form, `until-${competency}`);
      if (!expiresOn) wrong.push({ field: `until-${competency}-day`, text: 'Enter until when it counts' });
      return expiresOn ? [{ competency, title, expiresOn }] : [];
    });
    if (wrong.length > 0) return this.profile(visitor, id, form, asErrors(wrong));
    try {
      await this.api.put('capacity-building', `/v1/readiness/${id}/policies`, visitor, {
        body: { policies },
      });
      return redirect(`/training/readiness?organisation=${id}`, 'Your policies are kept.');
    } catch (error) {
      return this.profile(visitor, id, form, errorsOf(error));
    }
  }

  private async overview(visitor: Visitor, asked: Form) {
    const [find, cursor] = [String(asked['find'] ?? '').trim(), String(asked['cursor'] ?? '')];
    const look = { ...(find && { find }) };
    const search = new URLSearchParams({ ...look, ...(cursor && { cursor }) });
    const { items, nextCursor } = await this.api.get<capacityBuildingApi.ReadinessOverview>(
      'capacity-building',
      `/v1/readiness?${search.toString()}`,
      visitor,
    );
    return page('readiness/overview', {
      title: 'Ready to bid',
      lines: items.map(lineOf),
      ...{ look, levels: Object.values(LEVELS) },
      more: nextCursor && new URLSearchParams({ ...look, cursor: nextCursor }).toString(),
      breadcrumbs: BREADCRUMBS,
    });
  }

  private async profile(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const [profile, organisation] = await Promise.all([
      this.api.get<capacityBuildingApi.ReadinessProfile>('capacity-building', `/v1/readiness/${id}`, visitor),
      this.api.get<organisationsApi.Organisation>('organisations', `/v1/organisations/${id}`, visitor),
    ]);
    return page('readiness/show', {
      title: `How ready ${organisation.name} is to bid`,
      ...{ organisation, errors, ratings: RATINGS },
      lines: profile.competencies.map((line) => ({
        ...line,
        rating: form[line.competency] ?? line.rating,
        name: COMPETENCIES[line.competency],
        tag: LEVELS[line.level],
      })),
      policies: capacityBuildingApi.POLICY_COMPETENCIES.map((competency) => ({
        competency,
        name: COMPETENCIES[competency],
      })),
      form: { ...policyForm(profile), ...form },
      readyCount: profile.competencies.filter(({ level }) => level === 'ready').length,
      mayAssess: !isCoordinator(visitor),
      coordinator: isCoordinator(visitor),
      breadcrumbs: BREADCRUMBS,
    });
  }
}

/** An organisation in the overview: in how many competencies it stands where, and what it lacks. */
const lineOf = ({ competencies, ...line }: capacityBuildingApi.ReadinessOverview['items'][number]) => {
  const lacks = competencies.filter(({ level }) => level === 'not-yet');
  return {
    ...line,
    counts: Object.keys(LEVELS).map((level) => competencies.filter((one) => one.level === level).length),
    lacks:
      lacks.length === competencies.length
        ? 'Everything'
        : lacks.map((one) => COMPETENCIES[one.competency]).join(', ') || 'Nothing',
  };
};

/** The policies that are known, as the form shows them. */
const policyForm = ({ competencies }: capacityBuildingApi.ReadinessProfile): Form =>
  Object.assign(
    {},
    ...competencies.map(({ competency, policy }) => {
      if (!policy) return {};
      const [year = '', month = '', day = ''] = policy.expiresOn.split('-');
      return {
        [`policy-${competency}`]: policy.title,
        [`until-${competency}-day`]: String(Number(day)),
        [`until-${competency}-month`]: String(Number(month)),
        [`until-${competency}-year`]: year,
      };
    }),
  ) as Form;
