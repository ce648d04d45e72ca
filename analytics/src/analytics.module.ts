import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import type { AnalyticsConfig } from './config';
import { FactConsumer } from './facts/fact.consumer';
import { FactController } from './facts/fact.controller';
import { FactStore } from './facts/fact-store';
import { SegmentStore } from './facts/segment-store';
import { SegmentUpkeep } from './facts/segment-upkeep';
import { NeedsDataController } from './needs-data/needs-data.controller';
import { NeedsDataService } from './needs-data/needs-data.service';
import { PublicationController } from './publication/publication.controller';
import { PublicationService } from './publication/publication.service';
import { RegisterConsumer } from './register/register.consumer';
import { ReportController } from './reports/report.controller';
import { ReportService } from './reports/report.service';

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
      controllers: [
        NeedsDataController,
        FactConsumer,
        FactController,
        RegisterConsumer,
        ReportController,
        PublicationController,
      ],
      providers: [
        NeedsDataService,
        SegmentStore,
        FactStore,
        SegmentUpkeep,
        ReportService,
        PublicationService,
      ],
    };
  }
}
