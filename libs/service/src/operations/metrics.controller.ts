import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '@commissioning/auth';
import { metricsText } from './metrics';
import { OperationsService } from './operations.service';

/** However many ask, the database and the bus are asked once in this time. */
const FRESH_MS = 5_000;

/** Figures for a collector, like `/livez` without a token: nothing routes it to the outside. */
@ApiExcludeController()
@Controller()
export class MetricsController {
  private latest: { readonly text: Promise<string>; readonly at: number } | undefined;

  constructor(private readonly operations: OperationsService) {}

  @Get('metrics')
  @Public()
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  metrics(): Promise<string> {
    const now = performance.now();
    if (!this.latest || now - this.latest.at > FRESH_MS) this.latest = { text: this.collect(), at: now };
    return this.latest.text;
  }

  private async collect(): Promise<string> {
    try {
      const own = { residentBytes: process.memoryUsage.rss(), uptimeSeconds: Math.round(process.uptime()) };
      return metricsText(await this.operations.report(), own);
    } catch (error) {
      this.latest = undefined; // the next one asks again
      throw error;
    }
  }
}
