import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, organisationsApi } from '@commissioning/schemas';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ApiProblem, ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { draftOf, formOf, type OrganisationForm, textOf } from './organisation-form';
import { ourOrganisations } from './our-organisations';
import { wardName, wardsOf } from './wards';

const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Organisations', href: '/organisations' },
];
const CODES = { 'organisation-already-registered': 'charityNumber', 'identifier-malformed': 'charityNumber' };

@Controller('organisations')
@Can('portal:use')
export class OrganisationPages {
  constructor(private readonly api: ServiceApi) {}

  /** Members see their own; officers see the register. */
  @Get()
  async list(@TheVisitor() visitor: Visitor, @Query('cursor') cursor?: string) {
    if (isOfficer(visitor)) return this.register(visitor, cursor);
    const [organisations, invitations] = await Promise.all([
      ourOrganisations(this.api, visitor),
      this.api.get<{ items: organisationsApi.Invitation[] }>('organisations', '/v1/invitations', visitor),
    ]);
    return page('organisations/ours', {
      title: 'Our organisations',
      organisations,
      invitations: invitations.items,
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  @Get('new')
  async blank(@TheVisitor() visitor: Visitor) {
    return this.form(visitor, {}, { action: '/organisations' });
  }

  @Post()
  async enter(@TheVisitor() visitor: Visitor, @Body() form: OrganisationForm) {
    const action = { action: '/organisations' };
    const draft = draftOf(form);
    if ('errors' in draft) return this.form(visitor, form, { ...action, errors: draft.errors });
    const duplicates = textOf(form, 'notTheSame')
      ? []
      : await this.likelyDuplicates(draft.organisation.name, visitor);
    if (duplicates.length > 0) return this.form(visitor, form, { ...action, duplicates });
    try {
      const path = isOfficer(visitor) ? '/v1/organisations/on-behalf' : '/v1/organisations';
      const entry = await this.api.post<organisationsApi.OrganisationEntry>('organisations', path, visitor, {
        body: draft.organisation,
        key: textOf(form, '_key'),
      });
      return redirect(`/organisations/${entry.id}`, `${entry.name} is on the register.`);
    } catch (error) {
      return this.form(visitor, form, { ...action, errors: errorsOf(error, {}, CODES) });
    }
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const [organisation, entry, people, wards] = await Promise.all([
      this.api.get<organisationsApi.Organisation>('organisations', `/v1/organisations/${id}`, visitor),
      this.ifAllowed<organisationsApi.OrganisationEntry>(`/v1/organisations/${id}/entry`, visitor),
      this.ifAllowed<organisationsApi.OrganisationPeople>(`/v1/organisations/${id}/people`, visitor),
      wardsOf(this.api, visitor),
    ]);
    return page('organisations/show', {
      title: organisation.name,
      organisation,
      entry,
      people,
      homeWard: wardName(wards, organisation.homeWard),
      wardsServed: organisation.wardsServed.map((code) => wardName(wards, code)),
      breadcrumbs: BREADCRUMBS,
    });
  }

  @Get(':id/change')
  async asEntered(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const entry = await this.entry(id, visitor);
    const form = { ...formOf(entry), _version: String(entry.version) };
    return this.form(visitor, form, { action: `/organisations/${id}/change`, name: entry.name });
  }

  @Post(':id/change')
  async change(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: OrganisationForm,
  ) {
    const known = await this.entry(id, visitor);
    const where = { action: `/organisations/${id}/change`, name: known.name };
    const draft = draftOf(form, known.identifiers);
    if ('errors' in draft) return this.form(visitor, form, { ...where, errors: draft.errors });
    try {
      await this.api.put('organisations', `/v1/organisations/${id}`, visitor, {
        body: draft.organisation,
        version: textOf(form, '_version'),
      });
      return redirect(`/organisations/${id}`, 'The register is up to date.');
    } catch (error) {
      return this.form(visitor, form, { ...where, errors: errorsOf(error, {}, CODES) });
    }
  }

  private async register(visitor: Visitor, cursor?: string) {
    const path = `/v1/organisations?limit=50${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`;
    const { items, nextCursor } = await this.api.get<organisationsApi.OrganisationList>(
      'organisations',
      path,
      visitor,
    );
    return page('organisations/register', {
      title: 'Register of organisations',
      organisations: items,
      nextCursor,
      breadcrumbs: BREADCRUMBS.slice(0, 1),
    });
  }

  private async form(
    visitor: Visitor,
    form: OrganisationForm,
    more: { action: string } & Record<string, unknown>,
  ) {
    const title = more['name'] ? `Change ${String(more['name'])}` : 'Register an organisation';
    return page('organisations/form', {
      title,
      form: { ...form, _key: form['_key'] ?? formKey() },
      wards: await wardsOf(this.api, visitor),
      legalForms: organisationsApi.LEGAL_FORMS,
      groups: Object.keys(organisationsApi.EQUALITY_FOCUS),
      onBehalf: isOfficer(visitor),
      breadcrumbs: BREADCRUMBS,
      ...more,
    });
  }

  private entry(id: string, visitor: Visitor): Promise<organisationsApi.OrganisationEntry> {
    return this.api.get('organisations', `/v1/organisations/${id}/entry`, visitor);
  }

  private async likelyDuplicates(
    name: string,
    visitor: Visitor,
  ): Promise<organisationsApi.LikelyDuplicate[]> {
    const path = `/v1/organisations/likely-duplicates?name=${encodeURIComponent(name)}`;
    return (await this.api.get<{ items: organisationsApi.LikelyDuplicate[] }>('organisations', path, visitor))
      .items;
  }

  /** Undefined for those who see the public facts only. */
  private async ifAllowed<Body>(path: string, visitor: Visitor): Promise<Body | undefined> {
    return this.api.get<Body>('organisations', path, visitor).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.problem.status === 403) return undefined;
      throw error;
    });
  }
}

const isOfficer = (visitor: Visitor): boolean => (visitor.actor?.roles.length ?? 0) > 0;
