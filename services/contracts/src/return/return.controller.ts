import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { type Actor, Caller, Can, Public } from '@commissioning/auth';
import { Answers, IfMatch } from '@commissioning/service';
import { contractsApi, Id } from '@commissioning/schemas';
import { ReturnService } from './return.service';

@Controller('v1/returns')
export class ReturnController {
  constructor(private readonly returns: ReturnService) {}

  @Get()
  @Can('return:read')
  @Answers(contractsApi.ReturnList)
  list(@Query({ schema: contractsApi.ReturnQuery }) query: contractsApi.ReturnQuery, @Caller() actor: Actor) {
    return this.returns.list(query, actor);
  }

  @Get('counting-scheme')
  @Public()
  @Answers(contractsApi.CountingScheme)
  scheme() {
    return this.returns.scheme();
  }

  @Get(':id')
  @Can('return:read')
  @Answers(contractsApi.Return)
  show(@Param('id', { schema: Id }) id: string, @Caller() actor: Actor) {
    return this.returns.show(id, actor);
  }

  @Put(':id')
  @Can('return:write')
  @Answers(contractsApi.Return)
  save(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: contractsApi.SaveReturn }) draft: contractsApi.SaveReturn,
    @Caller() actor: Actor,
  ) {
    return this.returns.save(id, version, draft, actor);
  }

  @Post(':id/submit')
  @HttpCode(200)
  @Can('return:write')
  @Answers(contractsApi.Return)
  submit(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.returns.submit(id, version, actor);
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Can('return:review')
  @Answers(contractsApi.Return)
  accept(@Param('id', { schema: Id }) id: string, @IfMatch() version: number, @Caller() actor: Actor) {
    return this.returns.accept(id, version, actor);
  }

  @Post(':id/send-back')
  @HttpCode(200)
  @Can('return:review')
  @Answers(contractsApi.Return)
  sendBack(
    @Param('id', { schema: Id }) id: string,
    @IfMatch() version: number,
    @Body({ schema: contractsApi.SendBack }) { comments }: { comments: string },
    @Caller() actor: Actor,
  ) {
    return this.returns.sendBack(id, version, comments, actor);
  }
}
