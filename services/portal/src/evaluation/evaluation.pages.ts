import { Controller, Get, Param } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type evaluationApi, Id } from '@commissioning/schemas';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { CLEARANCES, STATES, tasksFor } from './evaluation-words';
import { evaluationsFor } from './evaluations';

const HOME = { text: 'Home', href: '/' };

@Controller('evaluations')
@Can('portal:use')
export class EvaluationPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor) {
    const evaluations = await evaluationsFor(this.api, visitor);
    return page('evaluation/list', {
      title: 'Evaluations',
      evaluations: evaluations.map((evaluation) => ({
        ...evaluation,
        due: tasksFor(evaluation, visitor).filter(({ isDue }) => isDue),
      })),
      ownId: visitor.actor?.id,
      breadcrumbs: [HOME],
    });
  }

  @Get(':id')
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const path = `/v1/evaluations/${id}`;
    const evaluation = await this.api.get<evaluationApi.Evaluation>('evaluation', path, visitor);
    return page('evaluation/show', {
      title: evaluation.title,
      evaluation,
      words: STATES[evaluation.state],
      tasks: tasksFor(evaluation, visitor),
      clearances: CLEARANCES,
      breadcrumbs: [HOME, { text: 'Evaluations', href: '/evaluations' }],
    });
  }
}

/** The way back from a page inside an evaluation. */
export const trail = ({ id, title }: evaluationApi.Evaluation) => [
  HOME,
  { text: 'Evaluations', href: '/evaluations' },
  { text: title, href: `/evaluations/${id}` },
];
