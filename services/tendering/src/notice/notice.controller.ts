import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { type Actor, Caller, Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { Id, tenderingApi } from '@commissioning/schemas';
import { NoticeService } from './notice.service';

@Controller('v1/tenders/:tenderId/notices')
export class NoticeController {
  constructor(private readonly notices: NoticeService) {}

  @Post()
  @Can('notice:publish')
  @Answers(tenderingApi.Notice, 201)
  publish(
    @Param('tenderId', { schema: Id }) tenderId: string,
    @Body({ schema: tenderingApi.NewNotice }) notice: tenderingApi.NewNotice,
    @Caller() actor: Actor,
  ) {
    return this.notices.publish(tenderId, notice, actor);
  }

  @Get()
  @Can('tender:read')
  @Answers(tenderingApi.NoticeList)
  list(@Param('tenderId', { schema: Id }) tenderId: string) {
    return this.notices.list(tenderId);
  }
}
