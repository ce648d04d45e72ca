import { type DynamicModule, Module } from '@nestjs/common';
import { PlatformModule, type ServiceEnvironment } from '@commissioning/service';
import { PrismaClient } from '../generated/prisma/client';
import { DecisionController } from './decision/decision.controller';
import { DecisionService } from './decision/decision.service';
import { ProgrammeController } from './programme/programme.controller';
import { ProgrammeService } from './programme/programme.service';
import { ThemeConsumer } from './theme/theme.consumer';
import { ThemeController } from './theme/theme.controller';
import { ThemeService } from './theme/theme.service';

@Module({})
export class ProgrammeModule {
  static for(environment: ServiceEnvironment): DynamicModule {
    return {
      module: ProgrammeModule,
      imports: [
        PlatformModule.for({
          service: 'programme',
          environment,
          prisma: (adapter) => new PrismaClient({ adapter }),
        }),
      ],
      controllers: [ProgrammeController, ThemeController, ThemeConsumer, DecisionController],
      providers: [ProgrammeService, ThemeService, DecisionService],
    };
  }
}
