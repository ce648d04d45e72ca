import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { AwardCheckConsumer } from './award-check/award-check.consumer';
import { AwardCheckController } from './award-check/award-check.controller';
import { AwardCheckService } from './award-check/award-check.service';
import { NeedsConsumer } from './needs/needs.consumer';
import { NeedsService } from './needs/needs.service';
import { OrganisationConsumer } from './organisation/organisation.consumer';
import { ScreeningConsumer } from './screening/screening.consumer';
import { ScreeningController } from './screening/screening.controller';
import { ScreeningService } from './screening/screening.service';

@Module({})
export class EqualityAnalysisModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    return {
      module: EqualityAnalysisModule,
      imports: [
        PlatformModule.for({
          service: 'equality-analysis',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [
        ScreeningController,
        AwardCheckController,
        ScreeningConsumer,
        AwardCheckConsumer,
        NeedsConsumer,
        OrganisationConsumer,
      ],
      providers: [ScreeningService, AwardCheckService, NeedsService],
    };
  }
}
