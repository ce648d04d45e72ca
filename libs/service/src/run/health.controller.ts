import { Controller, Get, HttpException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@commissioning/auth';
import { type PrismaLike, Store } from '../data/store';
import { readiness } from './readiness';

/** Whether the process lives, and whether it can do its work. */
@ApiExcludeController()
@Controller()
export class HealthController {
  constructor(private readonly store: Store<PrismaLike>) {}

  @Get('livez')
  @Public()
  live() {
    return { status: 'alive' };
  }

  @Get('readyz')
  @Public()
  async ready() {
    const waitingFor = readiness.waitingFor();
    if (waitingFor.length > 0) throw new HttpException(`Waiting for ${waitingFor.join(' and ')}.`, 503);
    await this.store.ping();
    return { status: 'ready' };
  }
}
