import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type equalityAnalysisApi, Id } from '@commissioning/schemas';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';

type Form = Partial<Record<string, string>>;
type Screening = equalityAnalysisApi.Screening;

const HOME = { text: 'Home', href: '/' };

@Controller('equality')
@Can('portal:use')
export class ScreeningPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async overview(@TheVisitor() visitor: Visitor) {
    const [screenings, checks] = await Promise.all([
      this.api.get<{ items: Screening[] }>('equality-analysis', '/v1/screenings', visitor),
      this.api.get<{ items: equalityAnalysisApi.AwardCheck[] }>(
        'equality-analysis',
        '/v1/award-checks',
        visitor,
      ),
    ]);
    return page('equality/overview', {
      title: 'Equality',
      screenings: screenings.items,
      checks: checks.items.filter(({ state }) => state !== 'superseded'),
      breadcrumbs: [HOME],
    });
  }

  @Get('screenings/:id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.screening(visitor, id);
  }

  @Post('screenings/:id/answers')
  async answer(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const { questions } = await this.api.get<Screening>('equality-analysis', `/v1/screenings/${id}`, visitor);
    const answers = questions
      .map(({ question }) => ({
        question,
        answer: form[`answer-${question}`],
        evidence: form[`evidence-${question}`]?.trim(),
      }))
      .filter(({ answer }) => answer);
    if (answers.length === 0) {
      const field = `answer-${questions[0]?.question}`;
      return this.screening(visitor, id, form, asErrors([{ field, text: 'Answer at least one question' }]));
    }
    try {
      await this.api.put('equality-analysis', `/v1/screenings/${id}/answers`, visitor, {
        body: { answers },
        version: form['_version'],
      });
      return redirect(`/equality/screenings/${id}`, 'The answers are saved.');
    } catch (error) {
      const bare = answers.find(({ evidence }) => (evidence ?? '').length < 10)?.question;
      return this.screening(
        visitor,
        id,
        form,
        errorsOf(error, {}, { 'screening-needs-evidence': `evidence-${bare}` }),
      );
    }
  }

  @Post('screenings/:id/complete')
  async complete(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const { outcome, reason } = form;
    try {
      await this.api.post('equality-analysis', `/v1/screenings/${id}/complete`, visitor, {
        body: { outcome, reason },
        version: form['_version'],
        key: form['_key'],
      });
      return redirect(`/equality/screenings/${id}`, 'The screening is complete.');
    } catch (error) {
      const codes = {
        'screening-needs-a-reason': 'reason',
        'screening-asks-for-full-analysis': 'outcome',
      };
      return this.screening(visitor, id, form, errorsOf(error, {}, codes));
    }
  }

  private async screening(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const path = `/v1/screenings/${id}`;
    const screening = await this.api.get<Screening>('equality-analysis', path, visitor);
    return page('equality/screening', {
      title: 'Screening',
      screening,
      questions: screening.questions.map((asked) => ({
        ...asked,
        answer: form[`answer-${asked.question}`] ?? asked.answer,
        evidence: form[`evidence-${asked.question}`] ?? asked.evidence,
      })),
      open: screening.questions.filter(({ answer }) => !answer).length,
      mayWrite: screening.state === 'open' && visitor.actor?.roles.includes('equality-officer'),
      form,
      key: formKey(),
      errors,
      breadcrumbs: [HOME, { text: 'Equality', href: '/equality' }],
    });
  }
}
