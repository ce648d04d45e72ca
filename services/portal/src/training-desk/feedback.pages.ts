import { Controller, Get, Param } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { type capacityBuildingApi, Id } from '@commissioning/schemas';
import { QUESTIONS } from '../bookings/feedback-form';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { deskBreadcrumbs } from './session-desk';

/** What those who came said of a session, together. */
@Controller('training/sessions/:id/feedback')
@Can('portal:use')
export class FeedbackSummaryPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    const [session, summary] = await Promise.all([
      this.api.get<capacityBuildingApi.Session>('capacity-building', `/v1/sessions/${id}`, visitor),
      this.api.get<capacityBuildingApi.FeedbackSummary>(
        'capacity-building',
        `/v1/sessions/${id}/feedback`,
        visitor,
      ),
    ]);
    return page('training-desk/feedback', {
      title: `${session.courseTitle}: what people said`,
      ...{ session, summary },
      means: summary.questions.map(({ question, mean }) => [QUESTIONS[question].short, mean.toFixed(1)]),
      breadcrumbs: deskBreadcrumbs(session),
    });
  }
}
