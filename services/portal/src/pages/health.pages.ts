import { Controller, Get, Header, Inject } from '@nestjs/common';
import { Public } from '@commissioning/auth';
import type { Pool } from 'pg';

/** Whether the process lives, and whether it can do its work. */
@Controller()
export class HealthPages {
  constructor(@Inject('sessions') private readonly sessions: Pool) {}

  @Get('livez')
  @Public()
  @Header('content-type', 'text/plain')
  live() {
    return 'alive';
  }

  @Get('readyz')
  @Public()
  @Header('content-type', 'text/plain')
  async ready() {
    await this.sessions.query('SELECT 1');
    return 'ready';
  }
}
