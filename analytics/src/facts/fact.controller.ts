import { Controller, Get } from '@nestjs/common';
import { Can } from '@commissioning/auth';
import { Answers } from '@commissioning/service';
import { analyticsApi } from '@commissioning/schemas';
import { FactStore } from './fact-store';

@Controller('v1/facts')
export class FactController {
  constructor(private readonly facts: FactStore) {}

  @Get('recount')
  @Can('facts:recount')
  @Answers(analyticsApi.Recount)
  recount() {
    return this.facts.recount();
  }
}
