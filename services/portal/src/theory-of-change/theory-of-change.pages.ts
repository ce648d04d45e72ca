import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type programmeApi } from '@commissioning/schemas';
import { errorsOf } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { drawingOf, KINDS, outlineOf } from './theory-drawing';
import { edited, type TheoryForm } from './theory-form';

@Controller('programmes/:id/theory-of-change')
@Can('portal:use')
export class TheoryOfChangePages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.theory(visitor, id);
  }

  @Post()
  async edit(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: TheoryForm,
  ) {
    const path = `/v1/programmes/${id}/theory-of-change`;
    const { nodes, links } = await this.api.get<programmeApi.TheoryOfChange>('programme', path, visitor);
    const draft = edited({ nodes, links }, form);
    if ('errors' in draft) return this.theory(visitor, id, form, draft.errors);
    try {
      // The version of the page, not of the reading above: somebody else's change in between must not be lost.
      await this.api.put('programme', path, visitor, { body: draft.theory, version: form['_version'] });
      return redirect(`/programmes/${id}/theory-of-change`, 'The theory of change is saved.');
    } catch (error) {
      return this.theory(visitor, id, form, errorsOf(error, {}, { 'link-twice': 'to' }));
    }
  }

  private async theory(visitor: Visitor, id: string, form: TheoryForm = {}, errors?: unknown) {
    const [programme, theory] = await Promise.all([
      this.api.get<programmeApi.Programme>('programme', `/v1/programmes/${id}`, visitor),
      this.api.get<programmeApi.TheoryOfChange>(
        'programme',
        `/v1/programmes/${id}/theory-of-change`,
        visitor,
      ),
    ]);
    return page('theory-of-change/show', {
      ...{ title: 'Theory of change', programme, theory, form, errors, kinds: KINDS },
      drawing: theory.nodes.length > 0 ? drawingOf(theory) : undefined,
      outline: outlineOf(theory),
      canManage: visitor.actor?.roles.includes('programme-manager'),
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: programme.title, href: `/programmes/${id}` },
      ],
    });
  }
}
