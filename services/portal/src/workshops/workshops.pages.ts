import { Body, Controller, Get, NotFoundException, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type programmeApi } from '@commissioning/schemas';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { answerOf, notesOf, RESPONSES, type WorkshopForm, workshopOf } from './workshop-form';

@Controller('workshops')
@Can('portal:use')
export class WorkshopPages {
  constructor(private readonly api: ServiceApi) {}

  @Get('new')
  blank(@Query('programme') programmeId: string | undefined) {
    if (!Id.safeParse(programmeId).success) throw new NotFoundException();
    return this.form({ programmeId });
  }

  @Post()
  async record(@TheVisitor() visitor: Visitor, @Body() form: WorkshopForm) {
    const draft = workshopOf(form);
    if ('errors' in draft) return this.form(form, draft.errors);
    try {
      const { id, title } = await this.api.post<programmeApi.Workshop>(
        'programme',
        '/v1/workshops',
        visitor,
        { body: draft.workshop, key: form['_key'] },
      );
      return redirect(`/workshops/${id}/notes`, `${title} is recorded. Add what was said.`);
    } catch (error) {
      return this.form(
        form,
        errorsOf(error, { heldOn: 'held-day' }, { 'workshop-not-held-yet': 'held-day' }),
      );
    }
  }

  @Get(':id')
  async show(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Query('answered') answered: string | undefined,
    @Query('cursor') cursor: string | undefined,
  ) {
    return this.workshop(visitor, id, { answered, cursor });
  }

  @Get(':id/notes')
  async blankNotes(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.notes(visitor, id, {});
  }

  @Post(':id/notes')
  async note(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: WorkshopForm,
  ) {
    const draft = notesOf(form);
    if ('errors' in draft) return this.notes(visitor, id, form, draft.errors);
    try {
      const { items } = await this.api.post<{ items: unknown[] }>(
        'programme',
        `/v1/workshops/${id}/contributions`,
        visitor,
        { body: draft, key: form['_key'] },
      );
      const count = items.length === 1 ? 'One contribution is' : `${items.length} contributions are`;
      return redirect(`/workshops/${id}`, `${count} recorded, to the letter.`);
    } catch (error) {
      return this.notes(visitor, id, form, errorsOf(error, { items: 'notes' }));
    }
  }

  @Post(':id/answers')
  async answer(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: WorkshopForm & { contributionIds?: string | string[] },
  ) {
    const draft = answerOf(form);
    const shown = { answered: form['answered'], cursor: form['cursor'] };
    if ('errors' in draft) return this.workshop(visitor, id, shown, form, draft.errors);
    try {
      const { items } = await this.api.post<{ items: unknown[] }>('programme', '/v1/answers', visitor, {
        ...{ body: draft.answer, key: form['_key'] },
      });
      const count = items.length === 1 ? 'One contribution is' : `${items.length} contributions are`;
      return redirect(`/workshops/${id}`, `${count} answered. The answer is on “You said, we did”.`);
    } catch (error) {
      const codes = { 'will-not-needs-because': 'answer', 'referred-needs-to-whom': 'answer' };
      return this.workshop(visitor, id, shown, form, errorsOf(error, { links: 'href' }, codes));
    }
  }

  private async workshop(
    visitor: Visitor,
    id: string,
    shown: { answered?: string; cursor?: string },
    form: WorkshopForm & { contributionIds?: string | string[] } = {},
    errors?: unknown,
  ) {
    const query = new URLSearchParams({ workshopId: id, limit: '50' });
    if (shown.answered) query.set('answered', shown.answered);
    if (shown.cursor) query.set('cursor', shown.cursor);
    const [workshop, contributions] = await Promise.all([
      this.load(visitor, id),
      this.api.get<{ items: programmeApi.Contribution[]; nextCursor?: string }>(
        'programme',
        `/v1/contributions?${query}`,
        visitor,
      ),
    ]);
    return page('workshops/show', {
      ...{ title: workshop.title, workshop, contributions: contributions.items, shown, errors },
      nextCursor: contributions.nextCursor,
      ...{ responses: RESPONSES, ticked: [form.contributionIds ?? []].flat() },
      form: { ...form, _key: form['_key'] ?? formKey() },
      ...{ canManage: manages(visitor), breadcrumbs: breadcrumbs(workshop.programmeId) },
    });
  }

  private async notes(visitor: Visitor, id: string, form: WorkshopForm, errors?: unknown) {
    const workshop = await this.load(visitor, id);
    return page('workshops/notes', {
      ...{ title: 'Add what was said', workshop, errors },
      form: { ...form, _key: form['_key'] ?? formKey() },
      breadcrumbs: breadcrumbs(workshop.programmeId).concat({
        text: workshop.title,
        href: `/workshops/${id}`,
      }),
    });
  }

  private form(form: WorkshopForm, errors?: unknown) {
    return page('workshops/form', {
      ...{ title: 'Record a workshop', form: { ...form, _key: form['_key'] ?? formKey() }, errors },
      breadcrumbs: breadcrumbs(form['programmeId'] ?? ''),
    });
  }

  private load(visitor: Visitor, id: string): Promise<programmeApi.Workshop> {
    return this.api.get<programmeApi.Workshop>('programme', `/v1/workshops/${id}`, visitor);
  }
}

const manages = (visitor: Visitor) => Boolean(visitor.actor?.roles.includes('programme-manager'));

const breadcrumbs = (programmeId: string) => [
  { text: 'Home', href: '/' },
  { text: 'Programme', href: `/programmes/${programmeId}` },
];
