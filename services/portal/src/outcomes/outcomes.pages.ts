import { Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { Can, may, type Permission, Public } from '@commissioning/auth';
import { analyticsApi, Id, type programmeApi } from '@commissioning/schemas';
import type { Response } from 'express';
import { z } from 'zod';
import { errorsOf, formKey } from '../pages/form';
import { page, redirect } from '../pages/page';
import { ServiceApi } from '../pages/service-api';
import { TheVisitor, type Visitor } from '../pages/visitor';
import { isMapChoice, MAPS, outcomesView } from './outcomes-view';

type Query = Record<string, string | undefined>;

/** What is looked at: live figures or the published ones, of a theme, of a period. */
interface Looking {
  readonly live: boolean;
  readonly theme?: string;
  readonly period?: string;
}

const BREADCRUMBS = [{ text: 'Home', href: '/' }];
const Format = z.enum(['csv', 'arrow']);

@Controller('outcomes-against-need')
export class OutcomesPages {
  constructor(private readonly api: ServiceApi) {}

  @Get()
  @Public()
  async show(@TheVisitor() visitor: Visitor, @Query() query: Query) {
    return this.outcomes(visitor, query);
  }

  @Get('table.:format')
  @Public()
  async table(
    @TheVisitor() visitor: Visitor,
    @Param('format', { schema: Format }) format: z.infer<typeof Format>,
    @Query() query: Query,
    @Res({ passthrough: true }) response: Response,
  ) {
    const { type, body } = await this.api.download(
      'analytics',
      pathOf(lookingAt(visitor, query), format),
      visitor,
    );
    response.attachment(`outcomes-against-need.${format}`).type(type);
    return body;
  }

  @Post('publish')
  @Can('portal:use')
  async publish(@TheVisitor() visitor: Visitor) {
    try {
      const made = await this.api.post<analyticsApi.Publication>('analytics', '/v1/publications', visitor);
      const hidden = made.suppressed === 1 ? '1 figure is' : `${made.suppressed} figures are`;
      return redirect(
        '/outcomes-against-need?view=published',
        `Publication ${made.number} is public. ${hidden} not shown, so that nobody can be identified.`,
      );
    } catch (error) {
      return this.outcomes(visitor, {}, errorsOf(error));
    }
  }

  private async outcomes(visitor: Visitor, query: Query, errors?: unknown) {
    const looking = lookingAt(visitor, query);
    const [found, themes] = await Promise.all([this.report(visitor, looking), this.themes(visitor, looking)]);
    const map = isMapChoice(query['map']) ? query['map'] : 'improved';
    const { live, theme, period } = looking;
    return page('outcomes/show', {
      title: 'Outcomes against need',
      ...found,
      view: found && outcomesView(found.report, map),
      ...{ live, theme, period, map, maps: MAPS, themes, errors },
      periods: found?.report.scope.to ? yearsOf(found.report.scope) : [],
      search: searchOf(looking),
      mayReadLive: allows(visitor, 'report:read'),
      mayPublish: allows(visitor, 'report:publish'),
      key: formKey(),
      breadcrumbs: BREADCRUMBS,
    });
  }

  private async report(
    visitor: Visitor,
    looking: Looking,
  ): Promise<
    { report: analyticsApi.OutcomesAgainstNeed; publication?: analyticsApi.Publication } | undefined
  > {
    if (!looking.live)
      return this.api.find<analyticsApi.PublishedOutcomes>('analytics', pathOf(looking), visitor);
    const report = await this.api.find<analyticsApi.OutcomesAgainstNeed>(
      'analytics',
      pathOf(looking),
      visitor,
    );
    return report && { report };
  }

  private async themes(visitor: Visitor, { live }: Looking): Promise<{ themeId: string; theme: string }[]> {
    if (!live) {
      const { items } = await this.api.get<{ items: analyticsApi.Publication[] }>(
        'analytics',
        '/v1/publications',
        visitor,
      );
      return items[0]?.themes ?? [];
    }
    const { items } = await this.api.get<{ items: programmeApi.Theme[] }>('programme', '/v1/themes', visitor);
    return items
      .filter(({ state }) => state === 'approved')
      .map(({ id, title }) => ({ themeId: id, theme: title }));
  }
}

const allows = ({ actor }: Visitor, permission: Permission): boolean =>
  actor !== undefined && may({ ...actor, kind: 'person', scopes: [] }, permission);

/** Staff see live figures unless they ask for the published ones; everybody else sees what was published. */
function lookingAt(visitor: Visitor, { view, theme, period }: Query): Looking {
  const live = view !== 'published' && allows(visitor, 'report:read');
  const known = analyticsApi.Period.safeParse(period).data;
  return {
    live,
    ...(Id.safeParse(theme).success && { theme }),
    ...(live && known && { period: known }),
  };
}

function searchOf({ live, theme, period }: Looking): string {
  const search = new URLSearchParams({
    ...(!live && { view: 'published' }),
    ...(theme && { theme }),
    ...(period && { period }),
  });
  return search.toString();
}

function pathOf({ live, theme, period }: Looking, format?: string): string {
  const search = new URLSearchParams({ ...(theme && { theme }), ...(period && { period }) }).toString();
  const report = live ? '/v1/reports/outcomes-against-need' : '/v1/publications/latest/outcomes-against-need';
  return `${report}${format ? `.${format}` : ''}${search && `?${search}`}`;
}

/** The financial years from the first to the last quarter that has facts. */
function yearsOf({ from, to }: analyticsApi.ReportScope): string[] {
  const first = Number((from ?? to ?? '').slice(0, 4));
  const last = Number((to ?? '').slice(0, 4));
  return Array.from({ length: last - first + 1 }, (_, i) => {
    const year = first + i;
    return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  });
}
