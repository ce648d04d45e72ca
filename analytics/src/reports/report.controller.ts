import { Controller, Get, Header, Query } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { analyticsApi } from '@commissioning/schemas';
import { ReportService } from './report.service';

/** Live figures for those who answer for them; nothing here is protected for publication. */
@Controller('v1/reports')
@Can('report:read')
export class ReportController {
  constructor(private readonly reports: ReportService) {}

  @Get('overview')
  @Answers(analyticsApi.Overview)
  overview(@Query({ schema: analyticsApi.ReportQuery }) query: analyticsApi.ReportQuery) {
    return this.reports.overview(query);
  }

  @Get('outcomes-against-need')
  @Answers(analyticsApi.OutcomesAgainstNeed)
  outcomes(@Query({ schema: analyticsApi.ReportQuery }) query: analyticsApi.ReportQuery) {
    return this.reports.outcomes(query);
  }

  @Get('outcomes-against-need.csv')
  @Header('content-type', 'text/csv; charset=utf-8; header=present')
  @Header('content-disposition', 'attachment; filename="outcomes-against-need.csv"')
  @Answers(analyticsApi.CsvText)
  outcomesCsv(@Query({ schema: analyticsApi.ReportQuery }) query: analyticsApi.ReportQuery) {
    return this.reports.outcomesCsv(query);
  }

  @Get('outcomes-against-need.arrow')
  @Header('content-type', 'application/vnd.apache.arrow.stream')
  @Header('content-disposition', 'attachment; filename="outcomes-against-need.arrow"')
  @Answers(analyticsApi.ArrowStream)
  outcomesArrow(@Query({ schema: analyticsApi.ReportQuery }) query: analyticsApi.ReportQuery) {
    return this.reports.outcomesArrow(query);
  }

  @Get('reach')
  @Answers(analyticsApi.Reach)
  reach(@Query({ schema: analyticsApi.ReachQuery }) query: analyticsApi.ReachQuery) {
    return this.reports.reach(query);
  }

  @Get('reach.csv')
  @Header('content-type', 'text/csv; charset=utf-8; header=present')
  @Header('content-disposition', 'attachment; filename="reach.csv"')
  @Answers(analyticsApi.CsvText)
  reachCsv(@Query({ schema: analyticsApi.ReachQuery }) query: analyticsApi.ReachQuery) {
    return this.reports.reachCsv(query);
  }

  @Get('reach.arrow')
  @Header('content-type', 'application/vnd.apache.arrow.stream')
  @Header('content-disposition', 'attachment; filename="reach.arrow"')
  @Answers(analyticsApi.ArrowStream)
  reachArrow(@Query({ schema: analyticsApi.ReachQuery }) query: analyticsApi.ReachQuery) {
    return this.reports.reachArrow(query);
  }
}
