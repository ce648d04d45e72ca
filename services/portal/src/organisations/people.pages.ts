import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { ActorId, Id, type organisationsApi } from '@commissioning/schemas';
import type { Request } from 'express';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';

type Form = Record<string, string>;
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Organisations', href: '/organisations' },
];

/** Who acts for an organisation, and how somebody begins or ends to. */
@Controller('organisations')
@Can('portal:use')
export class PeoplePages {
  constructor(private readonly api: ServiceApi) {}

  @Get('invitations/:id')
  invitation(@Param('id', { schema: Id }) id: string, @Query('code') code?: string) {
    return this.answer(id, code);
  }

  @Post('invitations/:id/accept')
  async accept(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    try {
      const { organisationId } = await this.api.post<organisationsApi.Member>(
        'organisations',
        `/v1/invitations/${id}/accept`,
        visitor,
        { body: { ...(form['code'] && { code: form['code'] }) }, key: form['_key'] },
      );
      return redirect(`/organisations/${organisationId}`, 'You now act for this organisation.');
    } catch (error) {
      return this.answer(id, form['code'], errorsOf(error));
    }
  }

  @Post('invitations/:id/withdraw')
  async withdraw(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    await this.api.post('organisations', `/v1/invitations/${id}/withdraw`, visitor);
    return redirect('/organisations', 'The invitation does not count any more.');
  }

  @Get(':id/people')
  people(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.list(visitor, id);
  }

  /** Shown at once and not after a redirect: the address with its code is nowhere else. */
  @Post(':id/people')
  async invite(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
    @Req() request: Request,
  ) {
    const email = (form['email'] ?? '').trim();
    if (!email)
      return this.list(visitor, id, {
        form,
        errors: asErrors([{ field: 'email', text: 'Enter the email address of the person' }]),
      });
    try {
      const invitation = await this.api.post<organisationsApi.SentInvitation>(
        'organisations',
        `/v1/organisations/${id}/invitations`,
        visitor,
        { body: { email }, key: form['_key'] },
      );
      const origin = `${request.protocol}://${request.get('host')}`;
      return this.list(visitor, id, { invitation, origin });
    } catch (error) {
      return this.list(visitor, id, { form, errors: errorsOf(error) });
    }
  }

  @Post(':id/people/:personId/leave')
  async leave(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('personId', { schema: ActorId }) personId: string,
  ) {
    try {
      const path = `/v1/organisations/${id}/people/${encodeURIComponent(personId)}/leave`;
      await this.api.post('organisations', path, visitor);
    } catch (error) {
      return this.list(visitor, id, { errors: errorsOf(error) });
    }
    const self = personId === visitor.actor?.id;
    return redirect(
      self ? '/organisations' : `/organisations/${id}/people`,
      self ? 'You do not act for this organisation any more.' : 'This person does not act for you any more.',
    );
  }

  private answer(id: string, code?: string, errors?: FormErrors) {
    return page('organisations/invitation', {
      title: 'Accept an invitation',
      ...{ id, code, errors, key: formKey(), breadcrumbs: BREADCRUMBS },
    });
  }

  private async list(visitor: Visitor, id: string, more: Record<string, unknown> = {}) {
    const [organisation, people] = await Promise.all([
      this.api.get<organisationsApi.Organisation>('organisations', `/v1/organisations/${id}`, visitor),
      this.api.get<organisationsApi.OrganisationPeople>(
        'organisations',
        `/v1/organisations/${id}/people`,
        visitor,
      ),
    ]);
    return page('organisations/people', {
      title: `People of ${organisation.name}`,
      ...{ organisation, people, key: formKey() },
      breadcrumbs: [...BREADCRUMBS, { text: organisation.name, href: `/organisations/${id}` }],
      ...more,
    });
  }
}
