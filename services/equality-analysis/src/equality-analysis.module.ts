import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
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
      controllers: [ScreeningController, ScreeningConsumer],
      providers: [ScreeningService],
    };
  }
}
