import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type equalityAnalysisApi, type evaluationApi, Id, type programmeApi } from '@commissioning/schemas';
import { readableFindings } from '../equality/readable-findings';
import { STATES, shortly } from '../evaluation/evaluation-words';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';

type Form = Partial<Record<string, string>>;

const HOME = { text: 'Home', href: '/' };

/** One page for the decision maker: the recommendation, its equality impact, the alternatives, the decision. */
@Controller('award-decisions')
@Can('portal:use')
export class AwardDecisionPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const { items } = await this.api.get<{ items: evaluationApi.Evaluation[] }>(
      'evaluation',
      '/v1/evaluations',
      visitor,
    );
    return page('award-decisions/list', {
      title: 'Awards to decide',
      evaluations: items
        .filter(({ setHash }) => setHash !== undefined)
        .map((evaluation) => ({ ...evaluation, words: STATES[evaluation.state] })),
      breadcrumbs: [HOME],
    });
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.decision(visitor, id);
  }

  @Post(':id')
  async decide(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const text = (name: string) => (form[name] ?? '').trim();
    const alternatives = text('option') ? [{ option: text('option'), whyNot: text('whyNot') }] : [];
    try {
      await this.api.post<programmeApi.Decision>('programme', '/v1/decisions', visitor, {
        body: {
          subject: 'award',
          subjectId: id,
          // The set that the page showed: if another is recommended meanwhile, the decision is refused.
          setHash: form['setHash'],
          outcome: form['outcome'],
          key: form['isKey'] === 'yes',
          dueRegard: text('dueRegard'),
          reasons: text('reasons'),
          ...(alternatives.length > 0 && { alternatives }),
        },
        key: form['_key'],
      });
      return redirect(`/award-decisions/${id}`, 'Your decision is recorded.');
    } catch (error) {
      const codes = { 'decision-needs-due-regard': 'dueRegard' };
      return this.decision(visitor, id, form, errorsOf(error, { key: 'isKey' }, codes));
    }
  }

  private async decision(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const path = `/v1/evaluations/${id}`;
    const [recommendation, checks, decisions] = await Promise.all([
      this.api.get<evaluationApi.Recommendation>('evaluation', `${path}/recommendation`, visitor),
      this.api.get<{ items: equalityAnalysisApi.AwardCheck[] }>(
        'equality-analysis',
        `/v1/award-checks?evaluationId=${id}`,
        visitor,
      ),
      this.api.get<{ items: programmeApi.Decision[] }>('programme', `/v1/decisions?subjectId=${id}`, visitor),
    ]);
    const check = checks.items.find(
      ({ setHash, state }) => setHash === recommendation.setHash && state !== 'superseded',
    );
    const decided = decisions.items.find(({ setHash }) => setHash === recommendation.setHash);
    return page('award-decisions/show', {
      title: 'Decide on an award',
      recommendation: {
        ...recommendation,
        bids: recommendation.bids.map((bid) => ({ ...bid, total: shortly(bid.total) })),
      },
      check,
      findings: check?.findings && readableFindings(check.findings),
      decided,
      mayDecide: !decided && check?.state === 'completed' && visitor.actor?.roles.includes('decision-maker'),
      form,
      evaluationId: id,
      key: formKey(),
      errors,
      breadcrumbs: [HOME, { text: 'Awards to decide', href: '/award-decisions' }],
    });
  }
}
