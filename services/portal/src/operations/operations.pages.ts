import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import type { operationsApi } from '@commissioning/schemas';
import { NotThere } from '@commissioning/service';
import { asErrors, errorsOf, formKey, type FormErrors } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ApiProblem, ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { standingOf } from './standing';

type Form = Readonly<Record<string, string>>;

/** How every service stands with the bus and its jobs, and what an operator can put right; for operators. */
@Controller('operations')
@Can('portal:use')
export class OperationsPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async overview(@TheVisitor() visitor: Visitor) {
    const services = await Promise.all(
      this.api.services.map(async (service) => standingOf(service, await this.reportOf(service, visitor))),
    );
    return page('operations/overview', {
      title: 'Operations',
      services,
      troubled: services.filter(({ troubles }) => troubles.length > 0).length,
      breadcrumbs: [{ text: 'Home', href: '/' }],
    });
  }

  @Get(':service')
  async show(@TheVisitor() visitor: Visitor, @Param('service') service: string) {
    return this.service(visitor, service);
  }

  @Post(':service/replay')
  async replay(@TheVisitor() visitor: Visitor, @Param('service') service: string, @Body() form: Form) {
    const eventIds = form['eventId'] === 'all' ? 'all' : [form['eventId']];
    return this.act(
      visitor,
      service,
      form,
      '/dead-letters/replay',
      { eventIds },
      'Put back to be handled again.',
    );
  }

  @Post(':service/give-up')
  async giveUp(@TheVisitor() visitor: Visitor, @Param('service') service: string, @Body() form: Form) {
    const path = `/dead-letters/${encodeURIComponent(form['eventId'] ?? '')}/give-up`;
    const done = 'Given up: it will have no effect, and what was held behind it goes on.';
    return this.act(visitor, service, form, path, {}, done);
  }

  @Post(':service/release')
  async release(@TheVisitor() visitor: Visitor, @Param('service') service: string, @Body() form: Form) {
    const path = `/parked-events/${encodeURIComponent(form['eventId'] ?? '')}/release`;
    return this.act(visitor, service, form, path, {}, 'The event is sent again, and what waited behind it.');
  }

  @Post(':service/retry')
  async retry(@TheVisitor() visitor: Visitor, @Param('service') service: string, @Body() form: Form) {
    const job = { kind: form['kind'], id: form['jobId'] };
    return this.act(visitor, service, form, '/failed-jobs/retry', job, 'The job is in the queue again.');
  }

  private async act(
    visitor: Visitor,
    service: string,
    form: Form,
    path: string,
    what: Readonly<Record<string, unknown>>,
    done: string,
  ) {
    this.known(service);
    const field = form['field'] ?? 'reason';
    const reason = form['reason']?.trim();
    if (!reason) {
      const errors = asErrors([{ field, text: 'Say why: your reason stands in the audit trail' }]);
      return this.service(visitor, service, { form, errors });
    }
    try {
      const body = { ...what, reason };
      await this.api.post(service, `/v1/operations${path}`, visitor, { body, key: form['_key'] });
      return redirect(`/operations/${service}`, done);
    } catch (error) {
      return this.service(visitor, service, { form, errors: errorsOf(error, { reason: field }) });
    }
  }

  private async service(
    visitor: Visitor,
    service: string,
    refused?: { readonly form: Form; readonly errors: FormErrors },
  ) {
    this.known(service);
    const ask = <Body>(path: string) => this.api.get<Body>(service, `/v1/operations${path}`, visitor);
    const [report, letters, parked, jobs] = await Promise.all([
      ask<operationsApi.OperationsReport>(''),
      ask<operationsApi.DeadLetterList>('/dead-letters'),
      ask<operationsApi.ParkedEventList>('/parked-events'),
      ask<operationsApi.FailedJobList>('/failed-jobs'),
    ]);
    const keyed = <Item>(items: readonly Item[]) => items.map((item) => ({ ...item, key: formKey() }));
    return page('operations/service', {
      ...{ title: `Operations: ${service}`, service, ...refused },
      standing: standingOf(service, report),
      letters: keyed(
        letters.items.map((letter) => ({
          ...{ ...letter, giveUpKey: formKey() },
          shown: JSON.stringify(letter.payload, null, 2),
        })),
      ),
      waiting: letters.items.filter(({ state }) => state === 'waiting').length,
      allKey: formKey(),
      parked: keyed(parked.items),
      jobs: keyed(jobs.items),
      breadcrumbs: [
        { text: 'Home', href: '/' },
        { text: 'Operations', href: '/operations' },
      ],
    });
  }

  /** What a service says of itself; undefined when it does not answer, which is worth showing beside the others. */
  private async reportOf(service: string, visitor: Visitor) {
    return this.api
      .get<operationsApi.OperationsReport>(service, '/v1/operations', visitor)
      .catch((error: unknown) => {
        if (error instanceof ApiProblem && error.problem.status >= 500) return undefined;
        throw error;
      });
  }

  private known(service: string): void {
    if (!this.api.services.includes(service)) throw new NotThere('service');
  }
}
