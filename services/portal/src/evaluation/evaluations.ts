import type { evaluationApi } from '@commissioning/schemas';
import type { ServiceApi } from '../pages/service-api';
import type { Visitor } from '../pages/visitor';
import { STATES } from './evaluation-words';

/** Every evaluation that the visitor may see, with its state in words. */
export async function evaluationsFor(api: ServiceApi, visitor: Visitor) {
  const { items } = await api.get<{ items: evaluationApi.Evaluation[] }>(
    'evaluation',
    '/v1/evaluations',
    visitor,
  );
  return items.map((evaluation) => ({ ...evaluation, words: STATES[evaluation.state] }));
}
