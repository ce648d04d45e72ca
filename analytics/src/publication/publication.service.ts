import { Injectable } from '@nestjs/common';
import type { Actor } from '@commissioning/auth';
import { protect, type Release, suppressedNote } from '@commissioning/disclosure';
import { found, must, Store } from '@commissioning/service';
import type { analyticsApi } from '@commissioning/schemas';
import { v7 as uuidv7 } from 'uuid';
import type { PrismaClient, Publication } from '../../generated/prisma/client';
import { flatOutcomes, toArrow, toCsv } from '../reports/flat-table';
import { ReportService } from '../reports/report.service';
import { protectedReport, type ScopedReport, tablesOf } from './publication';

const ONE_AT_A_TIME = "SELECT 1 FROM pg_advisory_xact_lock(hashtext('publication'))";

@Injectable()
export class PublicationService {
  constructor(
    private readonly store: Store<PrismaClient>,
    private readonly reports: ReportService,
  ) {}

  async publish(actor: Actor): Promise<analyticsApi.Publication> {
    const before = await this.store.db.publication.findMany({
      orderBy: { number: 'asc' },
      include: { release: true },
    });
    const reports = await this.reports.ofEveryTheme();
    const id = uuidv7();
    const { tables, hierarchies, leftOut } = tablesOf(reports);
    const earlier = before.map(({ release }) => release?.release as unknown as Release);
    // Protecting can take seconds: it happens before the transaction, which then checks that nobody came first.
    const plan = await protect({ tables, hierarchies, earlier });
    const released = plan.apply();
    const number = (before.at(-1)?.number ?? 0) + 1;
    return this.store.change(actor, async (change) => {
      await change.sql.query(ONE_AT_A_TIME);
      must(
        (await change.db.publication.count({ where: { number: { gte: number } } })) === 0,
        'publication-overtaken',
        'Somebody published at the same moment. Look at that publication before you publish again.',
      );
      const row = await change.db.publication.create({
        data: {
          ...{ id, number, publishedBy: actor.id, publishedAt: new Date(change.now.epochMilliseconds) },
          suppressed: plan.cells.length,
          withheld: [...plan.withheld.map(({ table }) => table), ...leftOut],
          themes: reports.filter(({ theme }) => theme !== '').map(toTheme),
          reports: {
            create: reports.map((one) => ({
              theme: one.theme,
              report: noted(protectedReport(one, released)),
            })),
          },
          release: { create: { release: plan.release(id) as object } },
        },
      });
      await change.audit('publication', id, 'published', {
        detail: { number, suppressed: plan.cells.length },
      });
      return toPublication(row);
    });
  }

  async list(): Promise<{ items: analyticsApi.Publication[] }> {
    const rows = await this.store.db.publication.findMany({ orderBy: { number: 'desc' }, take: 200 });
    return { items: rows.map(toPublication) };
  }

  async outcomes(
    which: analyticsApi.WhichPublication,
    { theme = '' }: analyticsApi.PublishedQuery,
  ): Promise<analyticsApi.PublishedOutcomes> {
    const row = await this.store.db.publication.findFirst({
      where: which === 'latest' ? {} : { id: which },
      orderBy: { number: 'desc' },
      include: { reports: { where: { theme } } },
    });
    const publication = found(row, 'publication');
    const [report] = publication.reports;
    return {
      publication: toPublication(publication),
      report: found(report, 'theme in this publication')
        .report as unknown as analyticsApi.OutcomesAgainstNeed,
    };
  }

  async csv(which: analyticsApi.WhichPublication, query: analyticsApi.PublishedQuery): Promise<string> {
    return toCsv(flatOutcomes((await this.outcomes(which, query)).report));
  }

  async arrow(which: analyticsApi.WhichPublication, query: analyticsApi.PublishedQuery): Promise<Buffer> {
    return Buffer.from(toArrow(flatOutcomes((await this.outcomes(which, query)).report)));
  }
}

const toTheme = ({ report: { scope } }: ScopedReport) => ({
  themeId: scope.themeId as string,
  theme: scope.theme as string,
});

const noted = (report: analyticsApi.OutcomesAgainstNeed): object => ({
  ...report,
  notes: [...report.notes, suppressedNote],
});

const toPublication = (row: Publication): analyticsApi.Publication => ({
  publicationId: row.id,
  number: row.number,
  publishedAt: row.publishedAt.toISOString(),
  publishedBy: row.publishedBy,
  suppressed: row.suppressed,
  withheld: row.withheld,
  themes: row.themes as analyticsApi.Publication['themes'],
});
