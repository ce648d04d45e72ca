import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type equalityAnalysisApi, type evaluationApi, Id, type programmeApi } from '@commissioning/schemas';
import { type DecisionForm, decisionOf, FIELD_OF_REFUSAL, noticeInWords } from '../decisions/decision-form';
import { standingInWords } from '../decisions/standings';
import { readableFindings } from '../equality/readable-findings';
import { shortly } from '../evaluation/evaluation-words';
import { evaluationsFor } from '../evaluation/evaluations';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';

/** Who gives notice in the forward plan. */
const PLANNERS = ['programme-manager', 'commissioner'] as const;
const HOME = { text: 'Home', href: '/' };

/** One page for the decision maker: the recommendation, its equality impact, the alternatives, the decision. */
@Controller('award-decisions')
@Can('portal:use')
export class AwardDecisionPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const evaluations = await evaluationsFor(this.api, visitor);
    return page('award-decisions/list', {
      title: 'Awards to decide',
      evaluations: evaluations.filter(({ setHash }) => setHash !== undefined),
      breadcrumbs: [HOME],
    });
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.decision(visitor, id);
  }

  @Post(':id')
  async decide(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: DecisionForm,
  ) {
    // The set that the page showed: if another is recommended meanwhile, the decision is refused.
    const draft = decisionOf(form, { subject: 'award', subjectId: id, setHash: form['setHash'] });
    if ('errors' in draft) return this.decision(visitor, id, form, draft.errors);
    try {
      await this.api.post<programmeApi.Decision>('programme', '/v1/decisions', visitor, {
        ...{ body: draft.decision, key: form['_key'] },
      });
      return redirect(`/award-decisions/${id}`, 'Your decision is recorded.');
    } catch (error) {
      return this.decision(visitor, id, form, errorsOf(error, {}, FIELD_OF_REFUSAL));
    }
  }

  private async decision(visitor: Visitor, id: string, form: DecisionForm = {}, errors?: FormErrors) {
    const path = `/v1/evaluations/${id}`;
    const [recommendation, checks, decisions, planned] = await Promise.all([
      this.api.get<evaluationApi.Recommendation>('evaluation', `${path}/recommendation`, visitor),
      this.api.get<{ items: equalityAnalysisApi.AwardCheck[] }>(
        'equality-analysis',
        `/v1/award-checks?evaluationId=${id}`,
        visitor,
      ),
      this.api.get<{ items: programmeApi.Decision[] }>('programme', `/v1/decisions?subjectId=${id}`, visitor),
      this.api.get<{ items: programmeApi.PlannedDecision[] }>('programme', '/v1/planned-decisions', visitor),
    ]);
    const check = checks.items.find(
      ({ setHash, state }) => setHash === recommendation.setHash && state !== 'superseded',
    );
    const decided = decisions.items.find(({ setHash }) => setHash === recommendation.setHash);
    const isOpen = !decided || decided.standing === 'referred-back';
    const notice = planned.items.find(({ subjectId, state }) => subjectId === id && state === 'planned');
    const roles = visitor.actor?.roles ?? [];
    return page('award-decisions/show', {
      title: 'Decide on an award',
      recommendation: {
        ...recommendation,
        bids: recommendation.bids.map((bid) => ({ ...bid, total: shortly(bid.total) })),
      },
      check,
      findings: check?.findings && readableFindings(check.findings),
      ...{ decided, standingText: decided && standingInWords(decided) },
      ...{ notice, noticeText: noticeInWords(notice) },
      mayDecide: isOpen && check?.state === 'completed' && roles.includes('decision-maker'),
      mayPlan: isOpen && !notice && PLANNERS.some((role) => roles.includes(role)),
      form,
      evaluationId: id,
      key: formKey(),
      errors,
      breadcrumbs: [HOME, { text: 'Awards to decide', href: '/award-decisions' }],
    });
  }
}
