import { Body, Controller, Get, Param, Post, Session as BrowserSession } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id } from '@commissioning/schemas';
import { wardName, wardsOf } from '../organisations/wards';
import { Drafts, type DraftSession } from '../pages/drafts';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { POOLS } from '../training/words';
import { SESSION_CODES, SESSION_FIELDS } from './courses.pages';
import { differences } from './session-difference';
import { affectedBy, deskBreadcrumbs, loadDesk, loadSession } from './session-desk';
import { changeOf, type Form, formOfSession, RULES, typed } from './session-form';

interface ChangeDraft {
  readonly form: Form;
}

/** A change of date, venue or terms: first what it shall be, then what it means for whom, then it is made. */
@Controller('training/sessions/:id/change')
@Can('session:schedule')
export class SessionChangePages {
  constructor(
    private readonly api: ServiceApi,
    private readonly drafts: Drafts,
  ) {}

  @Get()
  async edit(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
  ) {
    const { form } = await this.drafts.read<ChangeDraft>(kept, draftOf(id));
    return this.editPage(visitor, id, form);
  }

  @Post()
  async review(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
    @Body() { _csrf, ...form }: Form,
  ) {
    const read = changeOf(form);
    if ('errors' in read) return this.editPage(visitor, id, form, read.errors);
    await this.drafts.keep<ChangeDraft>(kept, draftOf(id), { form });
    return redirect(`/training/sessions/${id}/change/check`);
  }

  @Get('check')
  async check(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
  ) {
    const { form } = await this.drafts.read<ChangeDraft>(kept, draftOf(id));
    const read = form && changeOf(form);
    if (!read || 'errors' in read) return redirect(`/training/sessions/${id}/change`);
    const [loaded, wards] = await Promise.all([loadDesk(this.api, visitor, id), wardsOf(this.api, visitor)]);
    return page('training-desk/change-check', {
      title: `Change ${loaded.session.courseTitle}: check`,
      session: loaded.session,
      changes: differences(loaded.session, read.change, (code) => wardName(wards, code)),
      ...{ reason: read.change.reason, affected: affectedBy(loaded), key: formKey() },
      breadcrumbs: deskBreadcrumbs(loaded.session),
    });
  }

  @Post('check')
  async change(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @BrowserSession() kept: DraftSession,
    @Body() { _version }: Form,
  ) {
    const { form = {} } = await this.drafts.read<ChangeDraft>(kept, draftOf(id));
    const read = changeOf(form);
    if ('errors' in read) return redirect(`/training/sessions/${id}/change`);
    try {
      await this.api.put('capacity-building', `/v1/sessions/${id}`, visitor, {
        ...{ body: read.change, version: String(_version) },
      });
    } catch (error) {
      return this.editPage(visitor, id, form, errorsOf(error, SESSION_FIELDS, SESSION_CODES));
    }
    await this.drafts.forget(kept, draftOf(id));
    return redirect(
      `/training/sessions/${id}/desk`,
      'The session is changed, and everybody who booked is told.',
    );
  }

  private async editPage(visitor: Visitor, id: string, form?: Form, errors?: FormErrors) {
    const [session, wards] = await Promise.all([
      loadSession(this.api, visitor, id),
      wardsOf(this.api, visitor),
    ]);
    return page('training-desk/change', {
      title: `Change ${session.courseTitle}`,
      ...{
        session,
        wards,
        errors,
        rules: RULES,
        pools: POOLS,
        form: form ?? formOfSession(session),
      },
      isOver: session.state === 'cancelled',
      said: form && typed(form, 'reason'),
      breadcrumbs: deskBreadcrumbs(session),
    });
  }
}

const draftOf = (sessionId: string): string => `change ${sessionId}`;
