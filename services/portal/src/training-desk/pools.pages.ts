import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { capacityBuildingApi, Id } from '@commissioning/schemas';
import { asErrors, errorsOf, type FormErrors, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { POOLS } from '../training/words';
import { deskBreadcrumbs } from './session-desk';
import { dayFields, type Form, poolsOf, RULES, typed } from './session-form';

/** Places kept for some: how many, until when, and their release before that. */
@Controller('training/sessions/:id/pools')
@Can('session:schedule')
export class PoolPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  show(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string) {
    return this.page(visitor, id);
  }

  @Post()
  async set(@TheVisitor() visitor: Visitor, @Param('id', { schema: Id }) id: string, @Body() form: Form) {
    const wrong: { field: string; text: string }[] = [];
    const [pools, reason] = [poolsOf(form, wrong), typed(form, 'reason')];
    if (!reason) wrong.push({ field: 'reason', text: 'Say why places are kept, or no longer kept' });
    if (wrong.length > 0) return this.page(visitor, id, form, asErrors(wrong));
    try {
      await this.api.put('capacity-building', `/v1/sessions/${id}/pools`, visitor, {
        ...{ body: { pools, reason }, version: typed(form, '_version') },
      });
      return redirect(`/training/sessions/${id}/pools`, 'The places are kept as you said.');
    } catch (error) {
      return this.page(visitor, id, form, errorsOf(error, { pools: 'pool-small' }));
    }
  }

  @Post(':rule/release')
  async release(
    @TheVisitor() visitor: Visitor,
    @Param('id', { schema: Id }) id: string,
    @Param('rule', { schema: capacityBuildingApi.PoolRule }) rule: capacityBuildingApi.PoolRule,
    @Body() form: Form,
  ) {
    const reason = typed(form, 'reason');
    const field = `reason-${rule}`;
    if (!reason) {
      const missing = asErrors([{ field, text: 'Say why the places are for everybody now' }]);
      return this.page(visitor, id, {}, missing);
    }
    try {
      await this.api.post('capacity-building', `/v1/sessions/${id}/pools/${rule}/release`, visitor, {
        ...{ body: { reason }, version: typed(form, '_version'), key: typed(form, '_key') },
      });
      return redirect(
        `/training/sessions/${id}/pools`,
        `What was kept for ${POOLS[rule].whom} is for everybody now, the waiting list first.`,
      );
    } catch (error) {
      return this.page(visitor, id, { [field]: reason }, errorsOf(error, { reason: field }));
    }
  }

  private async page(visitor: Visitor, id: string, form?: Form, errors?: FormErrors) {
    const session = await this.api.get<capacityBuildingApi.Session>(
      'capacity-building',
      `/v1/sessions/${id}`,
      visitor,
    );
    return page('training-desk/pools', {
      title: `${session.courseTitle}: places kept for some`,
      ...{ session, errors, rules: RULES, words: POOLS, key: formKey() },
      pools: session.pools.map((pool) => ({ ...pool, whom: POOLS[pool.rule].whom, key: formKey() })),
      form: { ...formOfPools(session), ...form },
      breadcrumbs: deskBreadcrumbs(session),
    });
  }
}

const formOfPools = ({ pools }: capacityBuildingApi.Session): Form =>
  Object.assign(
    {},
    ...pools
      .filter(({ released }) => !released)
      .map(({ rule, places, releaseAt }) => ({
        [`pool-${rule}`]: String(places),
        ...dayFields(`release-${rule}`, releaseAt),
      })),
  ) as Form;
