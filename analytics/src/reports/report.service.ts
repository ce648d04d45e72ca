import { Injectable } from '@nestjs/common';
import { Clock, found, must, NotThere, Store } from '@commissioning/service';
import type { analyticsApi } from '@commissioning/schemas';
import type { PrismaClient } from '../../generated/prisma/client';
import { sumsBy } from '../facts/cube';
import { FactStore } from '../facts/fact-store';
import { loadNeedsData } from '../needs-data/needs-data.queries';
import { loadRegister } from '../register/register.queries';
import { quartersOf, type View } from './counts';
import { flatOutcomes, flatReach, toArrow, toCsv } from './flat-table';
import { type Frontispiece, outcomesAgainstNeed } from './outcomes-against-need';
import { overview } from './overview';
import { reach } from './reach';

interface Material extends Frontispiece {
  readonly view: View;
  readonly data: analyticsApi.NeedsData;
}

@Injectable()
export class ReportService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly facts: FactStore,
    private readonly clock: Clock,
  ) {}

  async outcomes(query: analyticsApi.ReportQuery): Promise<analyticsApi.OutcomesAgainstNeed> {
    const { view, data, scope, needs } = await this.material(query);
    return outcomesAgainstNeed(view, data, { scope, needs });
  }

  async outcomesCsv(query: analyticsApi.ReportQuery): Promise<string> {
    return toCsv(flatOutcomes(await this.outcomes(query)));
  }

  async outcomesArrow(query: analyticsApi.ReportQuery): Promise<Buffer> {
    return Buffer.from(toArrow(flatOutcomes(await this.outcomes(query))));
  }

  async reach(query: analyticsApi.ReachQuery): Promise<analyticsApi.Reach> {
    const { view, data, scope, needs } = await this.material(query);
    return reach(view, data, query, { scope, needs });
  }

  async reachCsv(query: analyticsApi.ReachQuery): Promise<string> {
    return toCsv(flatReach(await this.reach(query)));
  }

  async reachArrow(query: analyticsApi.ReachQuery): Promise<Buffer> {
    return Buffer.from(toArrow(flatReach(await this.reach(query))));
  }

  async overview(query: analyticsApi.ReportQuery): Promise<analyticsApi.Overview> {
    const [view, scope] = await this.viewOf(query);
    const data = await loadNeedsData(this.store.db);
    const { columns, segments } = await this.facts.current();
    return overview(view, {
      scope,
      needs: data && needsOf(data),
      segments: segments.size,
      facts: columns.length,
    });
  }

  /**
   * Outcomes of all themes together (theme empty) and of each theme that money or outcomes are known of, all at the
   * same moment, so that they add up.
   */
  async ofEveryTheme(): Promise<{ theme: string; report: analyticsApi.OutcomesAgainstNeed }[]> {
    const { view, data, scope, needs } = await this.material({});
    const { themes } = view.register;
    const withFacts = sumsBy(view.cube, ['theme'], {
      stage: (word) => word === 'reported' || word === 'spend',
    });
    const ids = withFacts.map(({ at }) => at.theme).filter((theme) => theme !== '');
    must(
      ids.every((id) => themes.has(id)),
      'theme-not-known-yet',
      'There are figures of a theme whose name has not arrived yet. Try again in a moment.',
    );
    return ['', ...ids.sort()].map((theme) => {
      const front = theme ? { ...scope, themeId: theme, theme: themes.get(theme)?.title } : scope;
      const scoped: View = { ...view, scope: theme ? { theme } : {} };
      return { theme, report: outcomesAgainstNeed(scoped, data, { scope: front, needs }) };
    });
  }

  private async material(query: analyticsApi.ReportQuery): Promise<Material> {
    const [view, scope] = await this.viewOf(query);
    const data = found(await loadNeedsData(this.store.db), 'version of the needs data');
    return { view, scope, data, needs: needsOf(data) };
  }

  private async viewOf({
    theme,
    period,
  }: analyticsApi.ReportQuery): Promise<[View, analyticsApi.ReportScope]> {
    const register = await loadRegister(this.store.db);
    const title = theme && register.themes.get(theme)?.title;
    if (theme && !title) throw new NotThere('theme');
    const { cube } = await this.facts.current();
    const view: View = { cube, register, scope: { theme, period } };
    return [
      view,
      {
        ...(theme && { themeId: theme, theme: title }),
        ...(period && { period }),
        ...quartersOf(view),
        madeAt: this.clock.now().round('millisecond').toString(),
      },
    ];
  }
}

export const needsOf = ({
  versionId,
  number,
  title,
  source,
  licence,
  publishedAt,
}: analyticsApi.NeedsData) => ({
  ...{ versionId, number, title, source, licence, publishedAt },
});
