import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Id, type notificationsApi } from '@commissioning/schemas';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';

const STATES = ['pending', 'sent', 'failed', 'unreachable'] as const;
interface Asked {
  readonly state?: string;
  readonly cursor?: string;
}

/** What was sent, what was not, and why; for operators. */
@Controller('deliveries')
@Can('portal:use')
export class DeliveryPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async list(@TheVisitor() visitor: Visitor, @Query() asked: Asked) {
    return this.deliveries(visitor, asked);
  }

  @Post(':id/retry')
  async retry(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Body() form: Record<string, string>,
  ) {
    try {
      await this.api.post('notifications', `/v1/deliveries/${id}/retry`, visitor, { key: form['_key'] });
      return redirect('/deliveries', 'The message is in the queue again.');
    } catch (error) {
      return this.deliveries(visitor, {}, errorsOf(error));
    }
  }

  private async deliveries(visitor: Visitor, asked: Asked, errors?: unknown) {
    const state = STATES.find((known) => known === asked.state);
    const query = new URLSearchParams({
      ...(state && { state }),
      ...(asked.cursor && { cursor: asked.cursor }),
    });
    const { items, nextCursor, counts } = await this.api.get<notificationsApi.DeliveryList>(
      'notifications',
      `/v1/deliveries?${query}`,
      visitor,
    );
    return page('deliveries/list', {
      title: 'Deliveries',
      deliveries: items.map((delivery) => ({ ...delivery, key: formKey() })),
      states: STATES.map((name) => ({ name, count: counts[name], active: name === state })),
      ...{ waiting: counts.waiting, state, nextCursor, errors },
      breadcrumbs: [{ text: 'Home', href: '/' }],
    });
  }
}
