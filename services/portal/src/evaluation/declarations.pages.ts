import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id } from '@commissioning/schemas';
import { errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { trail } from './evaluation.pages';

type Form = Partial<Record<string, string>>;

@Controller('evaluations/:id/declarations')
@Can('portal:use')
export class DeclarationPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.form(visitor, id);
  }

  @Post()
  async declare(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const { bids } = await this.evaluation(visitor, id);
    const text = (name: string) => form[name]?.trim() || undefined;
    const declarations = bids.map(({ bidId }) => {
      const interest = text(`interest-${bidId}`);
      const said = { degree: text(`degree-${bidId}`), detail: text(`detail-${bidId}`) };
      return { bidId, interest, ...(interest !== 'none' && said) };
    });
    try {
      await this.api.put('evaluation', `/v1/evaluations/${id}/declarations`, visitor, {
        body: { declarations: declarations.filter(({ interest }) => interest) },
      });
      return redirect(`/evaluations/${id}`, 'Your declaration is recorded.');
    } catch (error) {
      const silent = declarations.find(({ interest }) => !interest);
      const vague = declarations.find(
        (said) => said.interest !== 'none' && !('detail' in said && said.detail),
      );
      const codes = {
        'declare-for-every-bidder': `interest-${silent?.bidId}`,
        'interest-needs-its-detail': `detail-${vague?.bidId}`,
      };
      return this.form(visitor, id, form, errorsOf(error, {}, codes));
    }
  }

  @Post('resolution')
  async resolve(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const { person, bidId, outcome, reason } = form;
    try {
      await this.api.post('evaluation', `/v1/evaluations/${id}/declarations/resolutions`, visitor, {
        body: { person, bidId, outcome, reason },
        key: form['_key'],
      });
      return redirect(`/evaluations/${id}/declarations`, 'What was decided about this interest is recorded.');
    } catch (error) {
      return this.form(visitor, id, form, errorsOf(error));
    }
  }

  private evaluation(visitor: Visitor, id: string): Promise<evaluationApi.Evaluation> {
    return this.api.get('evaluation', `/v1/evaluations/${id}`, visitor);
  }

  private async form(visitor: Visitor, id: string, form: Form = {}, errors?: FormErrors) {
    const evaluation = await this.evaluation(visitor, id);
    const { items } = await this.api.get<evaluationApi.DeclarationList>(
      'evaluation',
      `/v1/evaluations/${id}/declarations`,
      visitor,
    );
    const mine = items.filter(({ person }) => person === visitor.actor?.id);
    const said = Object.fromEntries(
      mine.flatMap(({ bidId, interest, degree, detail }) => [
        [`interest-${bidId}`, interest],
        [`degree-${bidId}`, degree],
        [`detail-${bidId}`, detail],
      ]),
    ) as Form;
    const isMember = evaluation.panel?.some(({ person, left }) => person === visitor.actor?.id && !left);
    return page('evaluation/declarations', {
      title: 'Declare interests',
      evaluation,
      isMember,
      form: { ...said, ...form },
      interests: items.filter(({ interest, person }) => interest !== 'none' && person !== visitor.actor?.id),
      key: formKey(),
      errors,
      breadcrumbs: trail(evaluation),
    });
  }
}
