import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { PublishTender } from './publish-tender';
import { TenderService } from './tender.service';

@Controller('v1')
export class TenderController {
  constructor(
    private readonly tenders: TenderService,
    private readonly publishing: PublishTender,
  ) {}

  @Get('themes')
  @Can('tender:draft')
  @Answers(tenderingApi.TenderThemeList)
  themes() {
    return this.tenders.themes();
  }

  @Post('tenders')
  @Can('tender:draft')
  @Answers(tenderingApi.Tender, 201)
  draft(@Body({ schema: tenderingApi.NewTender }) draft: tenderingApi.NewTender, @Caller() actor: Actor) {
    return this.tenders.draft(draft, actor);
  }

  @Get('tenders')
  @Can('tender:read')
  @Answers(tenderingApi.TenderList)
  list() {
    return this.tenders.list();
  }

  @Get('tenders/:id')
  @Can('tender:read')
  @Answers(tenderingApi.Tender)
  show(@Param('id', { schema: Id }) id: string) {
    return this.tenders.show(id);
  }

  @Put('tenders/:id')
  @Can('tender:draft')
  @Answers(tenderingApi.Tender)
  edit(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.TenderTerms }) terms: tenderingApi.TenderTerms,
    @Caller() actor: Actor,
  ) {
    return this.tenders.edit(id, version, terms, actor);
  }

  @Get('tenders/:id/findings')
  @Can('tender:read')
  @Answers(tenderingApi.TenderFindings)
  findings(@Param('id', { schema: Id }) id: string) {
    return this.tenders.findings(id);
  }

  @Post('tenders/:id/publish')
  @HttpCode(200)
  @Can('tender:publish')
  @Answers(tenderingApi.Tender)
  publish(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.publishing.publish(id, version, actor);
  }

  @Post('tenders/:id/cancel')
  @HttpCode(200)
  @Can('tender:cancel')
  @Answers(tenderingApi.Tender)
  cancel(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: tenderingApi.CancelTender }) { reason }: { reason: string },
    @Caller() actor: Actor,
  ) {
    return this.tenders.cancel(id, version, reason, actor);
  }
}
