import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import type { AnalyticsConfig } from './config';
import { NeedsDataController } from './needs-data/needs-data.controller';
import { NeedsDataService } from './needs-data/needs-data.service';

@Module({})
export class AnalyticsModule {
  static for(environment: AnalyticsConfig): DynamicModule {
    return {
      module: AnalyticsModule,
      imports: [
        PlatformModule.for({
          service: 'analytics',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [NeedsDataController],
      providers: [NeedsDataService],
    };
  }
}
