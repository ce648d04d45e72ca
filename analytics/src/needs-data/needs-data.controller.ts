import { Body, Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { analyticsApi, Id } from '@commissioning/schemas';
import { NeedsDataService } from './needs-data.service';

@Controller('v1/needs')
export class NeedsDataController {
  constructor(private readonly needs: NeedsDataService) {}

  @Get()
  @Public()
  @Answers(analyticsApi.NeedsData)
  show(@Query({ schema: analyticsApi.NeedsQuery }) { versionId }: analyticsApi.NeedsQuery) {
    return this.needs.show(versionId);
  }

  @Get('figures.csv')
  @Public()
  @Header('content-type', 'text/csv; charset=utf-8; header=present')
  @Header('content-disposition', 'attachment; filename="needs-data.csv"')
  @Answers(analyticsApi.CsvText)
  download(@Query({ schema: analyticsApi.NeedsQuery }) query: analyticsApi.NeedsQuery) {
    return this.needs.download(query);
  }

  @Get('baseline')
  @Can('needs:read-baseline')
  @Answers(analyticsApi.NeedsBaseline)
  baseline() {
    return this.needs.baseline();
  }

  @Post('previews')
  @HttpCode(200)
  @Can('needs:publish')
  @Answers(analyticsApi.NeedsPreview)
  preview(@Body({ schema: analyticsApi.PreviewNeeds }) { csv }: { csv: string }) {
    return this.needs.preview(csv);
  }

  @Post('versions')
  @Can('needs:publish')
  @Answers(analyticsApi.NeedsVersion, 201)
  publish(
    @Body({ schema: analyticsApi.NewNeedsVersion }) draft: analyticsApi.NewNeedsVersion,
    @Caller() actor: Actor,
  ) {
    return this.needs.publish(draft, actor);
  }

  @Get('versions')
  @Public()
  @Answers(analyticsApi.NeedsVersionList)
  list() {
    return this.needs.list();
  }

  @Get('versions/:id')
  @Public()
  @Answers(analyticsApi.NeedsData)
  version(@Param('id', { schema: Id }) id: string) {
    return this.needs.show(id);
  }
}
