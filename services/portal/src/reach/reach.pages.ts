import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { analyticsApi, Id, type programmeApi } from '@commissioning/schemas';
import type { Response } from 'express';
import { z } from 'zod';
import { page } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { BY, reachView } from './reach-view';

type Query = Record<string, string | undefined>;

const BREADCRUMBS = [{ text: 'Home', href: '/' }];
const Format = z.enum(['csv', 'arrow']);

@Controller('reach')
@Can('portal:use')
export class ReachPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  async show(@TheVisitor() visitor: Visitor, @Query() query: Query) {
    const search = searchOf(query);
    const [reach, { items }] = await Promise.all([
      this.api.find<analyticsApi.Reach>('analytics', `/v1/reports/reach?${search.toString()}`, visitor),
      this.api.get<{ items: programmeApi.Theme[] }>('programme', '/v1/themes', visitor),
    ]);
    return page('reach/show', {
      title: 'Need against reach',
      reach,
      view: reach && reachView(reach, query['group']),
      by: BY,
      chosenBy: search.get('by'),
      against: search.get('against'),
      theme: search.get('theme'),
      themes: items.filter(({ state }) => state === 'approved'),
      search: search.toString(),
      breadcrumbs: BREADCRUMBS,
    });
  }

  @Get('table.:format')
  async table(
    @TheVisitor() visitor: Visitor,
    @Param('format', { schema: Format }) format: z.infer<typeof Format>,
    @Query() query: Query,
    @Res({ passthrough: true }) response: Response,
  ) {
    const path = `/v1/reports/reach.${format}?${searchOf(query).toString()}`;
    const { type, body } = await this.api.download('analytics', path, visitor);
    response.attachment(`reach.${format}`).type(type);
    return body;
  }
}

/** The question to analytics; what is not known is left out rather than refused. */
function searchOf({ by, against, theme, period }: Query): URLSearchParams {
  return new URLSearchParams({
    by: by && Object.hasOwn(BY, by) ? by : 'ward',
    against: against === 'deprived-households' ? against : 'residents',
    ...(Id.safeParse(theme).success && { theme: theme as string }),
    ...(analyticsApi.Period.safeParse(period).success && { period: period as string }),
  });
}
