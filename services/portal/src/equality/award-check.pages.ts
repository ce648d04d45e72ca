import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type equalityAnalysisApi, Id } from '@commissioning/schemas';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { adviceOf, formOf, MITIGATION_ROWS } from './advice-form';
import { readableFindings } from './readable-findings';

type Form = Partial<Record<string, string>>;
type AwardCheck = equalityAnalysisApi.AwardCheck;

const TRAIL = [
  { text: 'Home', href: '/' },
  { text: 'Equality', href: '/equality' },
];

/** The check of a recommended set: whom it reaches, what else would be possible, advice, approval. */
@Controller('equality/award-checks/:id')
@Can('portal:use')
export class AwardCheckPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.check(visitor, id);
  }

  @Post('advice')
  async advise(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const draft = adviceOf(form);
    if ('errors' in draft) return this.check(visitor, id, form, draft.errors);
    try {
      await this.api.put('equality-analysis', `/v1/award-checks/${id}/advice`, visitor, {
        body: draft.advice,
        version: form['_version'],
      });
      return redirect(`/equality/award-checks/${id}`, 'Your advice is saved. Submit it when it is complete.');
    } catch (error) {
      return this.check(visitor, id, form, errorsOf(error));
    }
  }

  @Post('submit')
  async submit(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, 'submit', form, {}, 'The check is submitted. Another person approves it.');
  }

  @Post('approve')
  async approve(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    return this.press(visitor, id, 'approve', form, {}, 'The check is approved. The decision can be taken.');
  }

  @Post('return')
  async sendBack(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const body = { reason: form['returnReason'] };
    return this.press(visitor, id, 'return', form, body, 'The check is back with its author.');
  }

  private async press(
    visitor: Visitor,
    id: string,
    what: string,
    form: Form,
    body: unknown,
    success: string,
  ) {
    try {
      await this.api.post('equality-analysis', `/v1/award-checks/${id}/${what}`, visitor, {
        body,
        version: form['_version'],
        key: form['_key'],
      });
      return redirect(`/equality/award-checks/${id}`, success);
    } catch (error) {
      const codes = {
        'return-needs-a-reason': 'returnReason',
        'award-check-needs-advice': 'advice',
        'gaps-need-mitigations': 'action1',
      };
      return this.check(visitor, id, form, errorsOf(error, { reason: 'returnReason' }, codes));
    }
  }

  private async check(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const path = `/v1/award-checks/${id}`;
    const check = await this.api.get<AwardCheck>('equality-analysis', path, visitor);
    const roles = visitor.actor?.roles ?? [];
    const isAuthor = check.preparedBy === visitor.actor?.id;
    const isOpen = check.state === 'open' || check.state === 'waiting-for-needs';
    return page('equality/award-check', {
      title: 'Equality check of a recommended set',
      check,
      findings: check.findings && readableFindings(check.findings),
      mayWrite: isOpen && roles.includes('equality-officer'),
      maySubmit: check.state === 'open' && isAuthor && Boolean(check.advice),
      mayApprove: check.state === 'submitted' && roles.includes('equality-approver'),
      isAuthor,
      form: { ...formOf(check), ...form },
      rows: MITIGATION_ROWS,
      key: formKey(),
      errors,
      breadcrumbs: TRAIL,
    });
  }
}
