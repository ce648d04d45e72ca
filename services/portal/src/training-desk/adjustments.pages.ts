import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { z } from 'zod';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { boardOf } from './adjustment-board';
import { type Form, typed } from './session-form';

const Step = z.enum(['source', 'confirm', 'refuse']);
type Step = z.infer<typeof Step>;
const TOLD: Readonly<Record<Step, string>> = {
  source: 'A supplier is found. Confirm it when it is certain.',
  confirm: 'It is arranged. Whoever asked is told that there is an answer, and reads it with the booking.',
  refuse: 'Whoever asked is told that there is an answer, and reads it with the booking.',
};
const BREADCRUMBS = [
  { text: 'Home', href: '/' },
  { text: 'Training', href: '/training' },
];

/** What people need, for those who arrange it. */
@Controller('training/adjustments')
@Can('adjustment:arrange')
export class AdjustmentPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  show(@TheVisitor() visitor: Visitor, @Query('session') session?: string) {
    return this.board(visitor, session);
  }

  @Post(':id/:step')
  async take(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('step', { schema: Step }) step: Step,
    @Body() form: Form,
  ) {
    const [supplier, answer, session] = ['supplier', 'answer', 'session'].map((name) =>
      typed(form, name),
    ) as [string, string, string];
    const again = (errors: FormErrors) => this.board(visitor, session, { ...form, id, step }, errors);
    if (step === 'source' && !supplier)
      return again(asErrors([{ field: `supplier-${id}`, text: 'Enter who does it' }]));
    if (step === 'refuse' && !answer)
      return again(asErrors([{ field: `refuse-${id}`, text: 'Say why, and what you can do instead' }]));
    try {
      await this.api.post('capacity-building', `/v1/adjustments/${id}/${step}`, visitor, {
        body: { ...(step === 'source' && { supplier }), ...(answer && { answer }) },
        ...{ version: typed(form, '_version'), key: typed(form, '_key') },
      });
      const query = Id.safeParse(session).success ? `?session=${session}` : '';
      return redirect(`/training/adjustments${query}`, TOLD[step]);
    } catch (error) {
      const answerField = step === 'refuse' ? `refuse-${id}` : `${step}-answer-${id}`;
      return again(errorsOf(error, { supplier: `supplier-${id}`, answer: answerField }));
    }
  }

  private async board(visitor: Visitor, asked?: string, form: Form = {}, errors?: FormErrors) {
    const session = Id.safeParse(asked).success ? asked : undefined;
    const { items } = await this.api.get<capacityBuildingApi.AdjustmentList>(
      'capacity-building',
      `/v1/adjustment-board${session ? `?sessionId=${session}` : ''}`,
      visitor,
    );
    return page('training-desk/adjustments', {
      title: 'What people need',
      ...{ columns: boardOf(items), isEmpty: items.length === 0, session, form, errors, key: formKey() },
      breadcrumbs: BREADCRUMBS,
    });
  }
}
