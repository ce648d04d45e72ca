import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type tenderingApi } from '@commissioning/schemas';
import { asErrors, dayOf, errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ApiProblem, ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { crumbs } from './words';

type Form = Record<string, string>;

/** What is done with a published tender: questions, opening, award notice, challenges. */
@Controller('tenders/:id')
@Can('portal:use')
export class ConductPages {
  constructor(private readonly api: ServiceApi) {}

  @Get('questions')
  async questions(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.questionsOf(visitor, id);
  }

  @Post('questions/:questionId')
  async answer(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('questionId', { schema: Id }) questionId: string,
    @Body() form: Form,
  ) {
    const [answer, publishedQuestion] = [form['answer']?.trim(), form['publishedQuestion']?.trim()];
    const field = `answer-${questionId}`;
    if (!answer) return this.questionsOf(visitor, id, form, asErrors([{ field, text: 'Enter the answer' }]));
    try {
      await this.api.post('tendering', `/v1/clarifications/${questionId}/answer`, visitor, {
        body: { answer, ...(publishedQuestion && { publishedQuestion }) },
        version: form['_version'],
        key: form['_key'],
      });
      return redirect(`/tenders/${id}/questions`, 'The answer is published for everybody.');
    } catch (error) {
      return this.questionsOf(visitor, id, form, errorsOf(error, { answer: field }));
    }
  }

  @Get('opening')
  async opening(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.openingOf(visitor, id);
  }

  @Post('opening')
  async propose(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    try {
      await this.api.post('tendering', `/v1/tenders/${id}/openings`, visitor, { key: form['_key'] });
      return redirect(`/tenders/${id}/opening`, 'The opening is proposed. A second officer confirms it.');
    } catch (error) {
      return this.openingOf(visitor, id, errorsOf(error));
    }
  }

  @Post('opening/:openingId/confirm')
  async confirm(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('openingId', { schema: Id }) openingId: string,
    @Body() form: Form,
  ) {
    try {
      await this.api.post('tendering', `/v1/tenders/${id}/openings/${openingId}/confirm`, visitor, {
        key: form['_key'],
      });
      return redirect(`/tenders/${id}/opening`, 'The bids are open.');
    } catch (error) {
      return this.openingOf(visitor, id, errorsOf(error));
    }
  }

  @Get('award')
  async award(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.awardOf(visitor, id);
  }

  @Post('award')
  async announce(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const reference = form['reference']?.trim();
    if (!reference) {
      const text = 'Enter the reference that the central platform gave';
      return this.awardOf(visitor, id, form, asErrors([{ field: 'reference', text }]));
    }
    try {
      await this.api.post('tendering', `/v1/tenders/${id}/notices`, visitor, {
        body: { kind: 'contract-award', reference },
        key: form['_key'],
      });
      return redirect(`/tenders/${id}/award`, 'The award notice is out.');
    } catch (error) {
      return this.awardOf(visitor, id, form, errorsOf(error));
    }
  }

  @Post('challenges')
  async challenge(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Form,
  ) {
    const [receivedOn, summary, kind] = [dayOf(form, 'received'), form['summary']?.trim(), form['kind']];
    const problems = [
      ...(kind ? [] : [{ field: 'kind', text: 'Select whether it is a claim or a complaint' }]),
      ...(receivedOn
        ? []
        : [{ field: 'received-day', text: 'Enter the day it was received, such as 20 1 2027' }]),
      ...(summary ? [] : [{ field: 'summary', text: 'Enter what it says' }]),
    ];
    if (problems.length > 0) return this.awardOf(visitor, id, form, asErrors(problems));
    try {
      await this.api.post('tendering', `/v1/tenders/${id}/challenges`, visitor, {
        body: { kind, receivedOn, summary },
        key: form['_key'],
      });
      return redirect(`/tenders/${id}/award`, 'The challenge is recorded.');
    } catch (error) {
      return this.awardOf(
        visitor,
        id,
        form,
        errorsOf(error, {}, { 'challenge-received-in-future': 'received-day' }),
      );
    }
  }

  @Post('challenges/:challengeId/resolve')
  async resolve(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('challengeId', { schema: Id }) challengeId: string,
    @Body() form: Form,
  ) {
    const field = `outcome-${challengeId}`;
    try {
      await this.api.post('tendering', `/v1/challenges/${challengeId}/resolve`, visitor, {
        body: { outcome: form['outcome'] ?? '' },
        version: form['_version'],
        key: form['_key'],
      });
      return redirect(`/tenders/${id}/award`, 'The challenge is resolved.');
    } catch (error) {
      return this.awardOf(visitor, id, form, errorsOf(error, { outcome: field }));
    }
  }

  private async questionsOf(visitor: Visitor, id: string, form?: Form, errors?: unknown) {
    const [tender, { items }] = await Promise.all([
      this.read(visitor, id),
      this.api.get<{ items: tenderingApi.Clarification[] }>(
        'tendering',
        `/v1/tenders/${id}/clarifications`,
        visitor,
      ),
    ]);
    return page('tenders/questions', {
      title: 'Questions from bidders',
      tender,
      waiting: items.filter(({ answer }) => !answer),
      answered: items.filter(({ answer }) => answer),
      ...{ form, errors, key: formKey() },
      breadcrumbs: crumbs(tender),
    });
  }

  private async openingOf(visitor: Visitor, id: string, errors?: unknown) {
    const [tender, opening] = await Promise.all([
      this.read(visitor, id),
      this.api.find<tenderingApi.Opening>('tendering', `/v1/tenders/${id}/opening`, visitor),
    ]);
    return page('tenders/opening', {
      title: 'Open the bids',
      tender,
      opening,
      isProposer: opening?.proposedBy.id === visitor.actor?.id,
      isOfficer: visitor.actor?.roles.includes('opening-officer'),
      ...{ errors, key: formKey() },
      breadcrumbs: crumbs(tender),
    });
  }

  private async awardOf(visitor: Visitor, id: string, form: Form = {}, errors?: unknown) {
    const [tender, notices, challenges] = await Promise.all([
      this.read(visitor, id),
      this.api.get<{ items: tenderingApi.Notice[] }>('tendering', `/v1/tenders/${id}/notices`, visitor),
      this.ifAllowed<{ items: tenderingApi.Challenge[] }>(`/v1/tenders/${id}/challenges`, visitor),
    ]);
    return page('tenders/award', {
      title: 'Award notice and challenges',
      tender,
      notices: notices.items,
      challenges: challenges?.items,
      ...{ form, errors, key: formKey() },
      breadcrumbs: crumbs(tender),
    });
  }

  private ifAllowed<Body>(path: string, visitor: Visitor): Promise<Body | undefined> {
    return this.api.get<Body>('tendering', path, visitor).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.problem.status === 403) return undefined;
      throw error;
    });
  }

  private read(visitor: Visitor, id: string): Promise<tenderingApi.Tender> {
    return this.api.get('tendering', `/v1/tenders/${id}`, visitor);
  }
}
